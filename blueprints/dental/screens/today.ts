import { standardWidgets } from '../../../modules/panel/index.ts'
import type { PanelScreen } from '../../../schema/index.ts'

/** What must be known of a patient before anything is done: allergies and consents that are missing. */
const patientMarks = `customer {
  id name
  medicalAlerts(first: 3, filter: { active: { eq: true } }) { nodes { id kind title severe } }
  treatmentConsents(first: 3, filter: { status: { eq: MISSING } }) { nodes { id title status } }
}`

/** What harms when it is overlooked is seen before the name is read. */
const patientTones = {
  'customer.medicalAlerts.nodes.0.title': 'bad',
  'customer.treatmentConsents.nodes.0.title': 'warning',
} as const

/** Rooms first, then plans that stand still, then who comes next. */
export const today: PanelScreen = {
  key: 'today',
  title: { en: 'Today', tr: 'Bugün' },
  widgets: [
    standardWidgets.figures,
    {
      key: 'rooms',
      kind: 'RESOURCES_NOW',
      title: { en: 'Rooms, now', tr: 'Odalar, şimdi' },
      document: `query RoomsNow($from: DateTime!, $to: DateTime!) {
  resources(first: 30) { nodes { id name type status } }
  appointments(first: 100, filter: { startsAt: { gte: $from, lte: $to } }) {
    nodes {
      id startsAt endsAt status
      resource { id } service { id name } staff { id name }
      ${patientMarks.replaceAll('\n', '\n      ')}
      treatmentItems(first: 1) { nodes { id title tooth sessions sessionsDone status } }
    }
  }
}`,
      path: 'resources',
      fields: [
        { name: 'treatmentItems.nodes.0.tooth', label: { en: 'Tooth', tr: 'Diş' }, format: 'CODE' },
        {
          name: 'customer.medicalAlerts.nodes.0.title',
          label: { en: 'Allergy', tr: 'Alerji' },
          format: 'TEXT',
        },
        {
          name: 'customer.treatmentConsents.nodes.0.title',
          label: { en: 'Consent missing', tr: 'Eksik onam' },
          format: 'TEXT',
        },
      ],
      options: {
        column: 'main',
        appointments: 'appointments',
        types: ['ROOM', 'DEVICE'],
        tones: patientTones,
        more: { label: { en: "Day's plan", tr: 'Gün planı' }, path: '/calendar' },
        watch: ['Appointment', 'TreatmentItem', 'MedicalAlert', 'TreatmentConsent', 'Resource'],
      },
    },
    {
      key: 'continuity',
      kind: 'RECORD_LIST',
      title: { en: 'Treatment continuity', tr: 'Tedavi sürekliliği' },
      document: `query InterruptedPlans($now: DateTime!) {
  patientEpisodes(
    first: 8
    filter: {
      status: { eq: OPEN }, plan: { eq: ACCEPTED }, remainingMinor: { gte: "1" }, latestAppointmentAt: { lte: $now }
    }
    orderBy: [{ field: latestAppointmentAt, direction: DESC }]
  ) {
    nodes {
      id title plan remainingMinor progressPercent latestAppointmentAt
      customer { id name } dentist { id name }
    }
  }
}`,
      path: 'patientEpisodes',
      fields: [
        { name: 'customer.name', label: { en: 'Patient', tr: 'Hasta' }, format: 'PERSON' },
        { name: 'title', label: { en: 'Treatment', tr: 'Tedavi' }, format: 'TEXT' },
        { name: 'latestAppointmentAt', label: { en: 'Last here', tr: 'Son geliş' }, format: 'DATE' },
        { name: 'progressPercent', label: { en: 'Progress', tr: 'İlerleme' }, format: 'PROGRESS' },
        { name: 'remainingMinor', label: { en: 'Left to treat', tr: 'Kalan' }, format: 'MONEY' },
      ],
      options: {
        column: 'main',
        empty: {
          en: 'Every accepted plan has a date.',
          tr: 'Kabul edilmiş her planın bir günü var.',
        },
        more: { label: { en: 'All treatments', tr: 'Tüm tedaviler' }, path: '/episodes' },
        watch: ['PatientEpisode', 'TreatmentItem', 'Appointment'],
      },
    },
    {
      ...standardWidgets.next,
      title: { en: 'Next patients', tr: 'Sıradaki hastalar' },
      document: `query NextPatients($now: DateTime!, $to: DateTime!) {
  appointments(first: 20, filter: { startsAt: { gte: $now, lte: $to } }) {
    nodes {
      id
      ${patientMarks.replaceAll('\n', '\n      ')}
    }
  }
}`,
      path: 'appointments',
      fields: [
        {
          name: 'customer.medicalAlerts.nodes.0.title',
          label: { en: 'Allergy', tr: 'Alerji' },
          format: 'TEXT',
        },
        {
          name: 'customer.treatmentConsents.nodes.0.title',
          label: { en: 'Consent missing', tr: 'Eksik onam' },
          format: 'TEXT',
        },
      ],
      options: {
        column: 'side',
        tones: patientTones,
        watch: ['Appointment', 'MedicalAlert', 'TreatmentConsent'],
      },
    },
  ],
}
