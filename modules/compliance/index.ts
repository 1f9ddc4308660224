/**
 * Owns what the law asks of a business: versioned profiles with lawful bases, retention and deadlines. It states
 * them; each module keeps to them for its own records.
 */
import { defineModule } from '../../schema/index.ts'
import { ComplianceProfile } from './compliance-profile.ts'

export { ComplianceProfile }

export const compliance = defineModule({
  key: 'compliance',
  title: { en: 'Compliance', tr: 'Uyum' },
  records: [ComplianceProfile],
  events: {
    'compliance.profile.adopted': { en: 'Compliance profile adopted', tr: 'Uyum profili yürürlüğe girdi' },
  },
})
