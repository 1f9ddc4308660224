import { useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { languageWords } from './words.ts'

/** In which language, hours and money the business works. */
export function LanguageTab() {
  const say = useWords(languageWords)
  const { tenant } = useSession().viewer
  return (
    <section class="card" aria-label={say('title')}>
      <dl class="data-list card-body">
        <div>
          <dt>{say('language')}</dt>
          <dd>{tenant.locale}</dd>
        </div>
        <div>
          <dt>{say('timeZone')}</dt>
          <dd>{tenant.timeZone}</dd>
        </div>
        <div>
          <dt>{say('currency')}</dt>
          <dd>{tenant.currency}</dd>
        </div>
      </dl>
    </section>
  )
}
