/** The eight tested pairs that people and units are drawn in. */
export const tones = ['teal', 'blue', 'violet', 'pink', 'orange', 'yellow', 'green', 'slate'] as const

export type Tone = (typeof tones)[number]

/** The tone a record names, or one that follows from the name: the same person has the same colour everywhere. */
export function toneOf(name: string, wanted?: string | null): Tone {
  const asked = wanted?.toLowerCase() as Tone | undefined
  if (asked && tones.includes(asked)) return asked
  let sum = 0
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return tones[sum % 7] ?? 'slate'
}
