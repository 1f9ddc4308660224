import type { PanelScreen } from '../../../schema/index.ts'

export const episodes: PanelScreen = {
  key: 'episodes',
  title: { en: 'Treatments', tr: 'Tedaviler' },
  widgets: [
    {
      key: 'open',
      kind: 'RECORD_LIST',
      title: { en: 'Open treatments', tr: 'Açık tedaviler' },
      document: `query OpenEpisodes {
  patientEpisodes(first: 50, filter: { status: { eq: OPEN } }) {
    totalCount
    nodes {
      id title status plan openedOn remainingMinor progressPercent latestAppointmentAt
      customer { id name } dentist { id name }
    }
  }
}`,
      path: 'patientEpisodes',
      fields: [
        { name: 'customer.name', label: { en: 'Patient', tr: 'Hasta' }, format: 'PERSON' },
        { name: 'title', label: { en: 'Treatment', tr: 'Tedavi' }, format: 'TEXT' },
        { name: 'dentist.name', label: { en: 'Dentist', tr: 'Hekim' }, format: 'PERSON' },
        { name: 'openedOn', label: { en: 'Opened', tr: 'Açılış' }, format: 'DATE' },
        { name: 'progressPercent', label: { en: 'Progress', tr: 'İlerleme' }, format: 'PROGRESS' },
        { name: 'remainingMinor', label: { en: 'Left to treat', tr: 'Kalan' }, format: 'MONEY' },
        { name: 'plan', label: { en: 'Plan', tr: 'Plan' }, format: 'STATUS' },
      ],
      options: {
        empty: { en: 'There is no open treatment.', tr: 'Açık tedavi yok.' },
        watch: ['PatientEpisode', 'TreatmentItem'],
      },
    },
  ],
}
