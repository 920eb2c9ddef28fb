/* Links that a teacher has chosen go back to the course without another click. */

document.querySelector("#links").submit();
