/* A short code that stands for a text. */

const N_BYTES = 8;

/** The first eight bytes of the SHA-256, as 16 hexadecimal digits. */
export async function shortHash(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  const bytes = [...new Uint8Array(digest)].slice(0, N_BYTES);
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
