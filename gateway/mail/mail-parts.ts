import type { Mail } from '../../modules/identity/index.ts'

const signature = { tr: 'Lonca', en: 'Lonca' } as const

const orPaste = {
  tr: 'Düğme açılmazsa bu adresi tarayıcınıza yapıştırın:',
  en: 'If the button does not open, paste this address into your browser:',
} as const

/** The mail for programs and people that prefer plain text. */
export function mailText({ title, paragraphs, button, notes, locale }: Mail): string {
  return [
    title,
    '',
    ...paragraphs.flatMap((paragraph) => [paragraph, '']),
    `${button.label}:`,
    button.url,
    '',
    ...notes,
    '',
    '-- ',
    signature[locale],
    '',
  ].join('\n')
}

/** One column and one button; tables and inline styles, because that is what mail programs understand. No images, nothing that tells of its opening. */
export function mailHtml({ title, paragraphs, button, notes, locale }: Mail): string {
  const font = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
  const text = `margin:0 0 16px;font-size:16px;line-height:24px;color:#3c4642`
  const small = `margin:0 0 6px;font-size:13px;line-height:19px;color:#66706b`
  const url = escaped(button.url)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title>
</head>
<body style="margin:0;padding:0;background:#f3f4f1;${font}">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f1">
<tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:520px">
<tr><td style="padding:0 4px 16px;font-size:17px;font-weight:700;letter-spacing:-0.2px;color:#0f766e">Lonca</td></tr>
<tr><td style="background:#ffffff;border:1px solid #e3e6e0;border-radius:14px;padding:32px 28px">
<h1 style="margin:0 0 16px;font-size:22px;line-height:29px;font-weight:700;letter-spacing:-0.3px;color:#17201c">${escaped(title)}</h1>
${paragraphs.map((paragraph) => `<p style="${text}">${escaped(paragraph)}</p>`).join('\n')}
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0"><tr><td style="border-radius:10px;background:#0f766e">
<a href="${url}" style="display:inline-block;padding:13px 22px;font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">${escaped(button.label)}</a>
</td></tr></table>
<p style="${small}">${orPaste[locale]}</p>
<p style="${small};word-break:break-all"><a href="${url}" style="color:#0f766e">${url}</a></p>
</td></tr>
<tr><td style="padding:16px 4px 0">
${notes.map((note) => `<p style="${small}">${escaped(note)}</p>`).join('\n')}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
  }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
