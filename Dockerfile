# syntax=docker/dockerfile:1
# One image for web, workers and scheduler. Build arguments:
#   DEVICE=cpu|cuda         cuda is the lock as it is; cpu exchanges PyTorch's two wheels
#                           for those without CUDA, which are 3 GB smaller
#   WEIGHTS=mounted|inside  whether WEIGHTS_DIR (/weights) is a volume or in the image
#   EXTRAS="ray saml"       none, either or both: ray serves the engine for many GPUs
#                           (docs/operations.md), saml is for sign-on (docs/lti.md)
ARG PYTHON=3.13-slim-trixie
ARG NODE=24-trixie-slim
ARG WEIGHTS=mounted

FROM node:${NODE} AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM python:${PYTHON} AS packages
ARG DEVICE=cpu
ARG EXTRAS=
ARG UV_VERSION=0.13.9
WORKDIR /app
RUN pip install --no-cache-dir --only-binary :all: "uv==${UV_VERSION}" \
  && python -m venv /app/.venv
COPY requirements.txt requirements-ray.txt requirements-saml.txt ./
# Everything by hash. For the CPU, torch and torchaudio come by version from PyTorch's own
# index, as the lock has the hashes of the CUDA wheels alone.
RUN if [ "$DEVICE" = cuda ]; then cp requirements.txt wanted.txt; else \
    awk '/^[a-z]/ {keep = !/^(torch|torchaudio|nvidia-[a-z0-9-]+|cuda-[a-z-]+)==/} keep' \
      requirements.txt > wanted.txt; fi \
  && for extra in $EXTRAS; do cat "requirements-$extra.txt" >> wanted.txt; done \
  && uv pip sync --no-cache --python .venv --require-hashes --only-binary :all: wanted.txt \
  && if [ "$DEVICE" = cpu ]; then \
    uv pip install --no-cache --python .venv --no-deps --only-binary :all: \
      --index-url https://download.pytorch.org/whl/cpu \
      "torch==2.11.0+cpu" "torchaudio==2.11.0+cpu"; fi

FROM python:${PYTHON} AS application
# Pango and fonts are for reports as PDF.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --system --uid 10001 --user-group --no-create-home intona \
  && install -d -o intona -g intona -m 0700 /var/lib/intona /weights
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/intona \
    WEIGHTS_DIR=/weights \
    STATIC_ROOT=/app/staticfiles \
    WEB_BIND=0.0.0.0:8000 \
    LOG_FORMAT=json \
    HF_HUB_OFFLINE=1 \
    HF_HOME=/tmp/huggingface \
    MPLCONFIGDIR=/tmp/matplotlib \
    HOME=/tmp
COPY --from=packages /app/.venv .venv
COPY --from=front-end /app/node_modules node_modules
COPY manage.py LICENSE NOTICE ./
COPY emotion_engine emotion_engine
COPY locale locale
COPY static static
COPY templates templates
COPY teaching_app teaching_app
RUN VAR_DIR=/tmp/build python manage.py catalogues compile \
  && VAR_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
  && python -m compileall -q emotion_engine teaching_app \
  && rm -rf /tmp/build

FROM application AS fetched
RUN VAR_DIR=/tmp/build HF_HUB_OFFLINE=0 python manage.py fetch_models \
  && rm -rf /tmp/build

FROM application AS weights-mounted
VOLUME /weights

FROM application AS weights-inside
COPY --from=fetched --chown=intona:intona /weights /weights

# hadolint ignore=DL3006
FROM weights-${WEIGHTS} AS final
USER 10001:10001
# What is written lies in /tmp and VAR_DIR, so that the root can be read-only.
VOLUME /var/lib/intona
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["python", "-m", "teaching_app.serving.web"]
