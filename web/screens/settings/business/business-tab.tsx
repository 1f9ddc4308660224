import { Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { Button } from '../../../components/button.tsx'
import { TextArea, TextField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { type BusinessProfile, businessQuery, saveBusinessMutation } from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { createSaver } from '../saver.ts'
import { settingsWords } from '../words.ts'
import { businessWords } from './words.ts'

/** Who the business is: its name, where it is, and what its invoices say. */
export function BusinessTab() {
  const { viewer } = useSession()
  const business = createQuery(businessQuery, () => ({ id: viewer.tenant.id }))
  return (
    <Answered query={business} rows={6}>
      {(data) => (
        <Form
          name={data.tenant?.name ?? ''}
          profile={data.businessProfiles.nodes[0]}
          onSaved={() => business.refetch()}
        />
      )}
    </Answered>
  )
}

const fields = ['legalName', 'phone', 'email', 'address', 'taxOffice', 'taxNumber'] as const

function Form(props: { name: string; profile?: BusinessProfile; onSaved: () => void }) {
  const { t } = useI18n()
  const say = useWords(businessWords)
  const shared = useWords(settingsWords)
  const { viewer } = useSession()
  const isOwner = () => viewer.role === 'OWNER'
  const saver = createSaver('saveBusinessProfile', saveBusinessMutation)
  const [entered, setEntered] = createStore({
    name: props.name,
    ...(Object.fromEntries(fields.map((field) => [field, props.profile?.[field] ?? ''])) as Record<
      (typeof fields)[number],
      string
    >),
  })
  const field = (name: keyof typeof entered) => ({
    label: say(name),
    value: entered[name],
    disabled: !isOwner(),
    error: saver.errorOf(name),
    onInput: (event: { currentTarget: { value: string } }) => setEntered(name, event.currentTarget.value),
  })
  const submit = async (event: Event) => {
    event.preventDefault()
    const values = Object.fromEntries(fields.map((name) => [name, entered[name].trim() || null]))
    const done = await saver.save({
      ...values,
      name: entered.name.trim(),
      version: props.profile?.version ?? null,
    })
    if (done) props.onSaved()
  }
  return (
    <form class="stack narrow-page" onSubmit={submit} novalidate>
      <section class="card form-card" aria-label={say('title')}>
        <h2>{say('title')}</h2>
        <TextField {...field('name')} required maxlength="200" autocomplete="organization" />
        <TextField {...field('legalName')} hint={say('legalNameHint')} maxlength="200" />
        <div class="field-grid">
          <TextField {...field('phone')} type="tel" autocomplete="tel" />
          <TextField {...field('email')} type="email" autocomplete="email" />
        </div>
        <TextArea {...field('address')} maxlength="500" rows={2} autocomplete="street-address" />
      </section>
      <section class="card form-card" aria-label={say('tax')}>
        <h2>{say('tax')}</h2>
        <div class="field-grid">
          <TextField {...field('taxOffice')} maxlength="200" />
          <TextField {...field('taxNumber')} inputmode="numeric" hint={say('taxNumberHint')} />
        </div>
      </section>
      <Show when={saver.otherError('name', ...fields)}>
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
