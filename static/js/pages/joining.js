/* Pages about joining a class: the link for a guardian can be copied. */

import "../components/copy-text.js";
