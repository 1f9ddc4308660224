/** Part of the mouth that an item concerns when it is not one tooth. */
export type MouthRegion =
  | 'UPPER_RIGHT' | 'UPPER_LEFT' | 'LOWER_LEFT' | 'LOWER_RIGHT'
  | 'SEXTANT_1' | 'SEXTANT_2' | 'SEXTANT_3' | 'SEXTANT_4' | 'SEXTANT_5' | 'SEXTANT_6'
  | 'UPPER_ARCH' | 'LOWER_ARCH' // biome-ignore format: one glance

/** Surfaces of a tooth: mesial, occlusal, incisal, distal, buccal, facial, lingual, and class V at the gum. */
export const toothSurfaces = ['M', 'O', 'I', 'D', 'B', 'F', 'L', 'V'] as const

/**
 * The number of a tooth after FDI / ISO 3950, dots left out (`1.6` is `16`); null when there is no such tooth. The
 * first digit is the quadrant (1–4 permanent, 5–8 deciduous), the second counts from the midline: 52 numbers.
 */
export function fdiNumber(entered: string): string | null {
  const text = entered.trim().replace('.', '')
  return /^([1-4][1-8]|[5-8][1-5])$/.test(text) ? text : null
}

/** Molars and premolars (deciduous: molars) chew with an occlusal surface; the others have an incisal edge. */
export function isPosterior(tooth: string): boolean {
  return Number(tooth[1]) >= 4
}

/**
 * The surfaces of an item in the order of {@link toothSurfaces}, capital letters, each once; null when one does not
 * exist on this tooth.
 */
export function surfacesOn(tooth: string, entered: readonly string[]): string[] | null {
  const wanted = new Set(entered.map((surface) => surface.trim().toUpperCase()))
  const absent = isPosterior(tooth) ? ['I', 'F'] : ['O', 'B']
  const surfaces = toothSurfaces.filter((surface) => wanted.has(surface))
  return surfaces.length === wanted.size && !surfaces.some((surface) => absent.includes(surface))
    ? surfaces
    : null
}

const regions: Readonly<Record<string, readonly MouthRegion[]>> = {
  QUADRANT: ['UPPER_RIGHT', 'UPPER_LEFT', 'LOWER_LEFT', 'LOWER_RIGHT'],
  SEXTANT: ['SEXTANT_1', 'SEXTANT_2', 'SEXTANT_3', 'SEXTANT_4', 'SEXTANT_5', 'SEXTANT_6'],
  ARCH: ['UPPER_ARCH', 'LOWER_ARCH'],
}

/** The regions that an area may name; empty for areas that have none. */
export function regionsOf(area: string): readonly MouthRegion[] {
  return regions[area] ?? []
}
