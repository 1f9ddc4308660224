import type { SearchDeclaration } from '../../schema/index.ts'
import { Vehicle } from './records/vehicle.ts'

/** A car is found by its plate or chassis number, however they are spaced, and by its model. */
export const searches: readonly SearchDeclaration[] = [
  {
    record: () => Vehicle,
    keys: [
      { by: 'plate', as: 'code' },
      { by: 'vin', as: 'code' },
      { by: 'model', as: 'words' },
    ],
    title: 'plate',
    subtitle: ['model', 'owner.name'],
    path: '/customers/{owner}',
  },
]
