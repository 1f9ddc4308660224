import { refuse, type Work } from '../../../schema/index.ts'
import { Vehicle } from '../records/vehicle.ts'

/** Puts a wrong reading right, downwards too. Who did it, from what to what, stays in the event log. */
export async function correctOdometer(
  work: Work,
  input: { readonly id: string; readonly version: number; readonly odometerKm: number },
): Promise<Vehicle> {
  const vehicle = await work.change(Vehicle, input.id, input.version)
  const { odometerKm } = await work.entered(Vehicle, { odometerKm: input.odometerKm }, 'update')
  const { odometerKm: from } = vehicle
  if (from === odometerKm) refuse('INVALID', ['odometerKm'])
  vehicle.odometerKm = odometerKm as number
  work.tell('vehicle.odometer.corrected', vehicle, { from, to: odometerKm })
  return vehicle
}
