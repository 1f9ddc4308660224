import { For, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../../components/button.tsx'
import { SelectField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { type Region, regionQuery, saveRegionMutation } from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { createSaver } from '../saver.ts'
import { settingsWords } from '../words.ts'
import { languageWords } from './words.ts'

/** In which language, hours and money the business works. */
export function LanguageTab() {
  const { viewer } = useSession()
  const region = createQuery(regionQuery, () => ({ id: viewer.tenant.id }))
  return (
    <Answered query={region}>
      {(data) => (
        <Show when={data.tenant} keyed>
          {(tenant) => <Form region={tenant} hasMoney={data.revenueEvents.nodes.length > 0} />}
        </Show>
      )}
    </Answered>
  )
}

const currencies = ['TRY', 'EUR', 'USD', 'GBP', 'CHF', 'AZN']

function timeZones(present: string): string[] {
  const known = Intl.supportedValuesOf('timeZone')
  return known.includes(present) ? known : [present, ...known]
}

function Form(props: { region: Region; hasMoney: boolean }) {
  const { t, locale } = useI18n()
  const say = useWords(languageWords)
  const shared = useWords(settingsWords)
  const { viewer } = useSession()
  const isOwner = () => viewer.role === 'OWNER'
  const saver = createSaver('updateTenant', saveRegionMutation)
  const [entered, setEntered] = createStore({
    locale: props.region.locale,
    timeZone: props.region.timeZone,
    currency: props.region.currency,
  })
  const named = (code: string) => {
    const name = new Intl.DisplayNames(locale(), { type: 'currency' }).of(code)
    return name && name !== code ? `${name} (${code})` : code
  }
  const submit = async (event: Event) => {
    event.preventDefault()
    const { id, version } = props.region
    const done = await saver.save({ id, version, ...entered })
    // Formats of the whole panel follow from these.
    if (done) location.reload()
  }
  return (
    <form class="stack narrow-page" onSubmit={submit}>
      <section class="card form-card" aria-label={say('title')}>
        <SelectField
          label={say('language')}
          hint={say('languageHint')}
          disabled={!isOwner()}
          value={entered.locale}
          onChange={(event) => setEntered('locale', event.currentTarget.value as Region['locale'])}
        >
          <option value="tr">{say('tr')}</option>
          <option value="en">{say('en')}</option>
        </SelectField>
        <SelectField
          label={say('timeZone')}
          hint={say('timeZoneHint')}
          error={saver.errorOf('timeZone')}
          disabled={!isOwner()}
          value={entered.timeZone}
          onChange={(event) => setEntered('timeZone', event.currentTarget.value)}
        >
          <For each={timeZones(props.region.timeZone)}>
            {(zone) => (
              <option value={zone} selected={zone === entered.timeZone}>
                {zone.replaceAll('_', ' ')}
              </option>
            )}
          </For>
        </SelectField>
        <SelectField
          label={say('currency')}
          hint={props.hasMoney ? say('currencyLocked') : undefined}
          error={saver.errorOf('currency')}
          disabled={!isOwner() || props.hasMoney}
          value={entered.currency}
          onChange={(event) => setEntered('currency', event.currentTarget.value)}
        >
          <For each={[...new Set([props.region.currency, ...currencies])]}>
            {(code) => (
              <option value={code} selected={code === entered.currency}>
                {named(code)}
              </option>
            )}
          </For>
        </SelectField>
      </section>
      <Show when={saver.otherError('timeZone', 'currency')}>
        {(message) => (
          <p class="notice is-bad" role="alert">
            <Icon name="alert" />
            {message()}
          </p>
        )}
      </Show>
      <Show when={isOwner()} fallback={<p class="notice">{shared('ownerOnly')}</p>}>
        <div class="form-foot">
          <Button type="submit" look="primary" disabled={saver.busy()}>
            {saver.busy() ? t('saving') : t('save')}
          </Button>
        </div>
      </Show>
    </form>
  )
}
