/* Pages of institutions and classes: what can be copied. */

import "../components/copy-text.js";
