/** One tooth of the chart by its FDI number, and where the picture places it. */
export interface ChartTooth {
  fdi: string
  shape: 'molar' | 'premolar' | 'canine' | 'incisor'
  x: number
  upper: boolean
  /** Drawn left of the midline, which is the patient's right. */
  left: boolean
}

const step = 32.5
const rightStart = 276

function shapeOf(place: number, isMilk: boolean): ChartTooth['shape'] {
  if (place <= 2) return 'incisor'
  if (place === 3) return 'canine'
  return isMilk || place >= 6 ? 'molar' : 'premolar'
}

/** The teeth of a mouth as a dentist looks at it: quadrants 1 and 2 above, 4 and 3 below; milk teeth 5 to 8. */
export function teethOf(isMilk: boolean): ChartTooth[] {
  const places = isMilk ? 5 : 8
  const quadrant = isMilk ? { ul: 5, ur: 6, ll: 8, lr: 7 } : { ul: 1, ur: 2, ll: 4, lr: 3 }
  const teeth: ChartTooth[] = []
  for (const upper of [true, false])
    for (const left of [true, false])
      for (let place = 1; place <= places; place++) {
        const number = quadrant[upper ? (left ? 'ul' : 'ur') : left ? 'll' : 'lr']
        teeth.push({
          fdi: `${number}${place}`,
          shape: shapeOf(place, isMilk),
          x: left ? 6 + step * (8 - place) : rightStart + step * (place - 1),
          upper,
          left,
        })
      }
  return teeth
}

/** Root and crown of each shape in a box of 30 by 40, roots up. */
export const shapes: Record<ChartTooth['shape'], { root: string; crown: string; canals: string }> = {
  molar: {
    root: 'M6 25C5 14 5 6 8 2c3 1 4 8 5 14 .6-5 1-9 2-11 1 2 1.4 6 2 11C18 10 19 3 22 2c3 4 3 12 2 23z',
    crown:
      'M4.5 25h21c1.5 4 1.3 9-.5 13-2 2.5-4.5 1-6-.5-1.5 2-5.5 2-7.5 0-1.5 1.5-4.5 3-6.5.5-1.8-4-2-9-.5-13z',
    canals: 'M9.5 7v17M15 8v16M20.5 7v17',
  },
  premolar: {
    root: 'M9 25C8.5 14 11 5 14 2h2c3 3 5.5 12 5 23z',
    crown: 'M7.5 25h15c1.3 4 1 9-.7 12.5-2 2.5-4.3 1.5-6.8-.7-2.5 2.2-4.8 3.2-6.8.7C6.5 34 6.2 29 7.5 25z',
    canals: 'M13 7v17M17 7v17',
  },
  canine: {
    root: 'M9.5 25C9 12 12 3 15 0c3 3 6 12 5.5 25z',
    crown: 'M8 25h14c1.5 5 1 8-1 11l-6 6-6-6c-2-3-2.5-6-1-11z',
    canals: 'M15 5v19',
  },
  incisor: {
    root: 'M10.5 25C10 14 12.5 5 15 2c2.5 3 5 12 4.5 23z',
    crown: 'M9 25h12c1.5 5 1.8 9 1.5 14-2 1.5-13 1.5-15 0C7.2 34 7.5 30 9 25z',
    canals: 'M15 7v17',
  },
}

export const screw = 'M12 6h6M11.5 11h7M11.5 16h7M11.5 21h7M15 3v22'
export const cross = 'M9 10l12 22M21 10 9 32'

/** The five faces of a tooth in a square of 20, seen from above. */
const faces = {
  top: 'M0 0h20l-6 6H6z',
  right: 'M20 0v20l-6-6V6z',
  bottom: 'M20 20H0l6-6h8z',
  left: 'M0 20V0l6 6v8z',
  centre: 'M6 6h8v8H6z',
}
export type Face = keyof typeof faces
export const facePaths = Object.entries(faces) as [Face, string][]

/**
 * Which face a surface letter is: O or I in the middle; mesial towards the midline; B, F and V outside, which is
 * above in the upper row and below in the lower; L and P inside.
 */
export function faceOf(surface: string, tooth: ChartTooth): Face {
  if (surface === 'M') return tooth.left ? 'right' : 'left'
  if (surface === 'D') return tooth.left ? 'left' : 'right'
  if ('BFV'.includes(surface)) return tooth.upper ? 'top' : 'bottom'
  if ('LP'.includes(surface)) return tooth.upper ? 'bottom' : 'top'
  return 'centre'
}
