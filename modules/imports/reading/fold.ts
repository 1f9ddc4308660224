/**
 * Brings a heading or a word of a closed list to one form for comparing: Turkish and English letters without
 * their marks, lower case, punctuation as single spaces. `Süre (dk)`, `SURE_DK` and `süre dk` are equal, and so
 * are İPTAL, IPTAL, iptal and ıptal. Not for showing or storing.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ıIİ]/g, 'i')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
