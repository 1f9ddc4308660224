import { standardWidgets } from '../../../modules/panel/index.ts'
import type { PanelScreen } from '../../../schema/index.ts'

/** The workshop first: what stands on the lifts and what each car waits for. */
export const today: PanelScreen = {
  key: 'today',
  title: { en: 'Workshop', tr: 'Atölye' },
  widgets: [
    standardWidgets.figures,
    {
      key: 'lifts',
      kind: 'RESOURCES_NOW',
      title: { en: 'On the lifts', tr: 'Liftlerde' },
      document: `query LiftsNow($from: DateTime!, $to: DateTime!) {
  resources(first: 30) {
    nodes {
      id name type status
      jobCards(first: 5, filter: { step: { in: [RECEIVED, INSPECTION, ESTIMATE, APPROVAL, REPAIR, READY] } }) {
        nodes { id vehicle { plate } }
      }
    }
  }
  appointments(first: 100, filter: { startsAt: { gte: $from, lte: $to } }) {
    nodes {
      id startsAt endsAt status
      resource { id } service { id name } staff { id name }
      customer { id name vehicles(first: 1) { nodes { id plate model } } }
      jobCards(first: 1) { nodes { id number step waiting promisedAt vehicle { id plate model } } }
    }
  }
}`,
      path: 'resources',
      fields: [
        { name: 'customer.vehicles.nodes.0.plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'jobCards.nodes.0.step', label: { en: 'Step', tr: 'Adım' }, format: 'STATUS' },
        { name: 'jobCards.nodes.0.waiting', label: { en: 'Waits for', tr: 'Bekleyen' }, format: 'STATUS' },
      ],
      options: {
        column: 'main',
        appointments: 'appointments',
        occupants: { path: 'jobCards', label: 'vehicle.plate' },
        types: ['LIFT', 'ALIGNMENT', 'BAY'],
        more: { label: { en: 'Job cards', tr: 'İş emirleri' }, path: '/jobs' },
        watch: ['Appointment', 'VehicleJobCard', 'Vehicle', 'Resource'],
      },
    },
    {
      key: 'inside',
      kind: 'RECORD_CARDS',
      title: { en: 'Cars inside', tr: 'İçerideki araçlar' },
      document: `query CarsInside {
  vehicleJobCards(
    first: 12
    filter: { step: { in: [RECEIVED, INSPECTION, ESTIMATE, APPROVAL, REPAIR, READY] } }
    orderBy: [{ field: promisedAt, direction: ASC }]
  ) {
    nodes {
      id number title step waiting promisedAt pendingMinor pendingCount
      vehicle { id plate model } customer { id name } technician { id name } lift { id name }
    }
  }
}`,
      path: 'vehicleJobCards',
      fields: [
        { name: 'vehicle.plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'promisedAt', label: { en: 'Promised', tr: 'Teslim' }, format: 'TIME' },
        { name: 'title', label: { en: 'Work', tr: 'Yapılacak iş' }, format: 'TEXT' },
        { name: 'vehicle.model', label: { en: 'Car', tr: 'Araç' }, format: 'TEXT' },
        { name: 'technician.name', label: { en: 'Technician', tr: 'Usta' }, format: 'PERSON' },
        { name: 'waiting', label: { en: 'Waits for', tr: 'Bekleyen' }, format: 'STATUS' },
      ],
      options: {
        column: 'main',
        badge: 'lift.name',
        steps: {
          field: 'step',
          values: ['RECEIVED', 'INSPECTION', 'ESTIMATE', 'APPROVAL', 'REPAIR', 'READY'],
          waiting: ['APPROVAL'],
        },
        empty: { en: 'No car is inside.', tr: 'İçeride araç yok.' },
        watch: ['VehicleJobCard', 'JobLine', 'Vehicle'],
      },
    },
    {
      key: 'approvals',
      kind: 'RECORD_LIST',
      title: { en: 'Approvals waiting', tr: 'Onay bekleyenler' },
      document: `query ApprovalsWaiting {
  jobLines(first: 8, filter: { approval: { eq: PENDING } }, orderBy: [{ field: askedAt, direction: ASC }]) {
    totalCount
    nodes {
      id title finding priceMinor currency approval askedAt
      jobCard { id number customer { id name } vehicle { id plate model } }
    }
  }
}`,
      path: 'jobLines',
      fields: [
        { name: 'jobCard.vehicle.plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'title', label: { en: 'Work', tr: 'İş' }, format: 'TEXT' },
        { name: 'finding', label: { en: 'Finding', tr: 'Bulgu' }, format: 'TEXT' },
        { name: 'jobCard.customer.name', label: { en: 'Owner', tr: 'Sahibi' }, format: 'PERSON' },
        { name: 'priceMinor', label: { en: 'Price', tr: 'Fiyat' }, format: 'MONEY' },
      ],
      options: {
        column: 'side',
        linkPath: 'jobCard.customer.id',
        empty: { en: 'Nothing waits for an answer.', tr: 'Yanıt bekleyen kalem yok.' },
        watch: ['JobLine', 'VehicleJobCard'],
      },
    },
    {
      key: 'maintenance',
      kind: 'RECORD_LIST',
      title: { en: 'Maintenance due', tr: 'Bakımı gelenler' },
      document: `query MaintenanceDue($today: LocalDate!, $now: DateTime!) {
  vehicles(
    first: 6
    filter: { maintenanceDueOn: { lte: $today }, latestAppointmentAt: { lte: $now } }
    orderBy: [{ field: maintenanceDueOn, direction: DESC }]
  ) {
    nodes { id plate model odometerKm maintenanceDueOn owner { id name phone } }
  }
}`,
      path: 'vehicles',
      fields: [
        { name: 'plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'owner.name', label: { en: 'Owner', tr: 'Sahibi' }, format: 'PERSON' },
        { name: 'model', label: { en: 'Car', tr: 'Araç' }, format: 'TEXT' },
        { name: 'odometerKm', label: { en: 'Odometer', tr: 'Kilometre' }, format: 'KILOMETRES' },
        { name: 'maintenanceDueOn', label: { en: 'Due', tr: 'Bakım zamanı' }, format: 'DATE' },
      ],
      options: {
        column: 'side',
        linkPath: 'owner.id',
        empty: { en: 'No maintenance is due.', tr: 'Bakımı gelen araç yok.' },
        more: { label: { en: 'All vehicles', tr: 'Tüm araçlar' }, path: '/vehicles' },
        watch: ['Vehicle', 'Appointment'],
      },
    },
    {
      ...standardWidgets.next,
      title: { en: 'Next cars', tr: 'Sıradaki araçlar' },
      document: `query NextCars($now: DateTime!, $to: DateTime!) {
  appointments(first: 20, filter: { startsAt: { gte: $now, lte: $to } }) {
    nodes { id customer { id name vehicles(first: 1) { nodes { id plate model } } } }
  }
}`,
      path: 'appointments',
      fields: [
        { name: 'customer.vehicles.nodes.0.plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'customer.vehicles.nodes.0.model', label: { en: 'Car', tr: 'Araç' }, format: 'TEXT' },
      ],
      options: { column: 'side', watch: ['Appointment', 'Vehicle'] },
    },
  ],
}
