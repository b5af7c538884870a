/** What joins the presenter's window to the audience's: loaded where a notebook is presented in the site, and never in a file of its own, which has no second window. */
export { addressOf } from '$src/lesson/address';
export { canConnect, presenterEnd } from '$src/present/ends';
export { recall, remember } from '$src/present/memory';
export { presentTexts } from '$src/present/texts';
