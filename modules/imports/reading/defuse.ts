/**
 * Leading characters with which a spreadsheet starts a formula (OWASP, "CSV Injection"), their full-width
 * forms, which Excel takes as well, and the control characters that some programs skip before one.
 */
const DANGEROUS = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/

/**
 * What may start with `+` or `-` and is left alone: a number (`-250,00`), a telephone number
 * (`+90 (532) 328-2791`), a lone dash. They hold digits and separators only, so a spreadsheet can at worst
 * show them as a number, and an apostrophe would break the next import and every copied number.
 */
const HARMLESS = /^(?:[+-]?\d[\d.,]*|\+\d[\d ()-]*|-+)$/

/**
 * Makes a cell safe to open in a spreadsheet: text that would start a formula gets an apostrophe in front.
 * Use it on every exported cell, before quoting. `restoreDefused` undoes it.
 */
export function defuse(text: string): string {
  return DANGEROUS.test(text) && !HARMLESS.test(text) ? `'${text}` : text
}

/** Takes off the apostrophe of `defuse`; other text, `'tis` included, stays as it is. */
export function restoreDefused(text: string): string {
  return text.startsWith("'") && defuse(text.slice(1)) === text ? text.slice(1) : text
}
