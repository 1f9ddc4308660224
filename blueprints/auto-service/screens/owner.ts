import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** Whoever brings a car is asked about the car: vehicles first, then what is done to them. */
export const owner: PanelScreen = {
  key: 'customer',
  title: words.customer.one,
  widgets: [
    {
      key: 'vehicles',
      kind: 'COMPONENT',
      title: words.vehicle.many,
      document: `query OwnersVehicles($id: ID!) {
  customer(id: $id) {
    id
    vehicles(first: 10) {
      nodes {
        id version plate vin vinCheckDigitFits model year odometerKm maintenanceDueKm maintenanceAgreedOn
        maintenanceDueOn inspectionDueOn
        jobCards(first: 1) { nodes { id number step waiting lift { id name } } }
      }
    }
  }
}`,
      path: 'customer.vehicles',
      options: { component: 'auto-service/vehicle-card', watch: ['Vehicle', 'VehicleJobCard'] },
    },
    {
      key: 'jobs',
      kind: 'COMPONENT',
      title: words.jobCard.many,
      document: `query OwnersJobCards($id: ID!) {
  customer(id: $id) {
    id
    jobCards(first: 10) {
      nodes {
        id version number title step waiting receivedAt promisedAt deliveredAt odometerKm fuelPercent intakeNote
        approvedMinor pendingMinor pendingCount
        vehicle { id plate model } technician { id name } lift { id name }
        lines(first: 40) {
          nodes {
            id version position title finding urgency priceMinor currency approval approvedVia askedAt decidedAt done
          }
        }
      }
    }
  }
}`,
      path: 'customer.jobCards',
      options: { component: 'auto-service/job-card', watch: ['VehicleJobCard', 'JobLine'] },
    },
  ],
}
