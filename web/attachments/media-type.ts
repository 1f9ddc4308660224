/** What endings mean where browsers do not tell, or tell what a spreadsheet program of the machine claims. */
const byEnding: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/plain',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}

export function mediaTypeOf(file: File): string {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? ''
  return byEnding[ending] ?? (file.type || 'application/octet-stream')
}
