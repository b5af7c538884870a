/**
 * The only module that knows Observable Plot. Named re-exports, so that a dynamic import of this file carries what
 * is used here and no more.
 */
export { dot, line, plot, ruleX, ruleY, text } from '@observablehq/plot';
