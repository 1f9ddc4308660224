import type { Formats } from '../i18n/format.ts'

const units = ['KB', 'MB', 'GB', 'TB']

/** A size for people: `840 KB`, `3,2 MB`. */
export function fileSize(bytes: number, f: Formats): string {
  let size = bytes / 1024
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1024
    unit += 1
  }
  return `${f.number(Math.max(size, 0.1), size < 10 ? 1 : 0)} ${units[unit]}`
}
