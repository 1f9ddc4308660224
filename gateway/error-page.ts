import type { BlueprintSet, Locale } from '../schema/index.ts'
import { commonRefusals, refusalWords } from '../schema/index.ts'

const headings = {
  en: ['Error codes', 'What `userErrors` may say, and what to tell the person.'],
  tr: ['Hata kodları', '`userErrors` içinde gelebilecek kodlar ve kişiye söylenecek söz.'],
} as const

/**
 * The page that `docsUrl` leads to: every code that the mutations of a set may answer with. Codes of sectors that the
 * reader's business does not have are not on it.
 */
export function errorPage(set: BlueprintSet, locale: Locale): string {
  const codes = [...new Set([...Object.keys(commonRefusals), ...set.refusals])].sort()
  const [title, lead] = headings[locale]
  const rows = codes.map(
    (code) => `<dt id="${code}"><code>${code}</code></dt><dd>${escaped(refusalWords(code)[locale])}</dd>`,
  )
  return `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Lonca</title></head>
<body><h1>${title}</h1><p>${lead}</p><dl>${rows.join('\n')}</dl></body></html>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
