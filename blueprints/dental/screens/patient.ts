import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** A patient opens with the chart and the plan. */
export const patient: PanelScreen = {
  key: 'customer',
  title: words.customer.one,
  widgets: [
    {
      key: 'chart',
      kind: 'COMPONENT',
      title: { en: 'Tooth chart', tr: 'Diş şeması' },
      document: `query ToothChart($id: ID!) {
  customer(id: $id) {
    id birthday
    treatmentItems(first: 100, orderBy: [{ field: position, direction: ASC }]) {
      nodes {
        id version kind title area tooth surfaces region status sessions sessionsDone doneOn priceMinor currency
        dentist { id name } episode { id title plan }
      }
    }
  }
}`,
      path: 'customer.treatmentItems',
      options: { component: 'dental/tooth-chart', watch: ['TreatmentItem', 'PatientEpisode'] },
    },
    {
      key: 'plan',
      kind: 'COMPONENT',
      title: { en: 'Treatment plan', tr: 'Tedavi planı' },
      document: `query TreatmentPlan($id: ID!) {
  customer(id: $id) {
    id
    episodes(first: 5) {
      nodes {
        id version title status plan planDecidedAt openedOn closedOn remainingMinor progressPercent doneCount itemCount
        dentist { id name }
        items(first: 60, filter: { status: { in: [PLANNED, IN_PROGRESS, DONE] } }) {
          nodes {
            id version position kind title tooth surfaces region status sessions sessionsDone priceMinor currency
            dentist { id name } appointment { id startsAt status }
          }
        }
      }
    }
  }
}`,
      path: 'customer.episodes',
      options: {
        component: 'dental/treatment-plan',
        watch: ['TreatmentItem', 'PatientEpisode', 'Appointment'],
      },
    },
    {
      key: 'alerts',
      kind: 'RECORD_LIST',
      title: { en: 'Medical alerts', tr: 'Tıbbi uyarılar' },
      document: `query MedicalAlerts($id: ID!) {
  customer(id: $id) { id medicalAlerts(first: 20, filter: { active: { eq: true } }) { nodes { id kind title severe } } }
}`,
      path: 'customer.medicalAlerts',
      fields: [
        { name: 'title', label: { en: 'What', tr: 'Açıklama' }, format: 'TEXT' },
        { name: 'kind', label: { en: 'Kind', tr: 'Tür' }, format: 'STATUS' },
      ],
      options: {
        column: 'side',
        link: 'none',
        empty: { en: 'No allergies or illnesses are known.', tr: 'Bilinen alerji ya da hastalık yok.' },
        watch: ['MedicalAlert'],
      },
    },
    {
      key: 'consents',
      kind: 'RECORD_LIST',
      title: { en: 'Treatment consents', tr: 'Tedavi onamları' },
      document: `query TreatmentConsents($id: ID!) {
  customer(id: $id) { id treatmentConsents(first: 20) { nodes { id title status form answeredOn } } }
}`,
      path: 'customer.treatmentConsents',
      fields: [
        { name: 'title', label: { en: 'Consent to', tr: 'Onam konusu' }, format: 'TEXT' },
        { name: 'form', label: { en: 'Form', tr: 'Biçim' }, format: 'TEXT' },
        { name: 'answeredOn', label: { en: 'Answered on', tr: 'Tarih' }, format: 'DATE' },
        { name: 'status', label: { en: 'Status', tr: 'Durum' }, format: 'STATUS' },
      ],
      options: {
        column: 'side',
        link: 'none',
        empty: { en: 'No consent was asked for yet.', tr: 'Henüz onam istenmedi.' },
        watch: ['TreatmentConsent'],
      },
    },
  ],
}
