import { createSignal, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { toast } from '../../components/toast.tsx'
import { mutate } from '../../data/client.ts'
import { type CustomerRow, createCustomerMutation } from '../../data/customers.graphql.ts'
import { errorOf, outcome, type UserError } from '../../data/payload.ts'
import { useI18n } from '../../i18n/i18n.tsx'

/** A new person or company with as few answers as possible: a name and a phone. */
export function CustomerForm(props: {
  /** What was typed in the search: becomes the name, or the phone when it is digits. */
  start?: string
  onDone: (customer: CustomerRow) => void
  onBack?: () => void
}) {
  const { t } = useI18n()
  const typed = props.start?.trim() ?? ''
  const isNumber = /^[+\d\s().-]{4,}$/.test(typed)
  const words = isNumber ? [] : typed.split(/\s+/u)
  const [kind, setKind] = createSignal<'PERSON' | 'COMPANY'>('PERSON')
  const [given, setGiven] = createSignal(words.slice(0, Math.max(1, words.length - 1)).join(' '))
  const [family, setFamily] = createSignal(words.length > 1 ? (words.at(-1) ?? '') : '')
  const [company, setCompany] = createSignal('')
  const [phone, setPhone] = createSignal(isNumber ? typed : '')
  const [email, setEmail] = createSignal('')
  const [errors, setErrors] = createSignal<UserError[]>([])
  const [busy, setBusy] = createSignal(false)

  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    const isPerson = kind() === 'PERSON'
    const answer = await mutate(createCustomerMutation, {
      input: {
        kind: kind(),
        ...(isPerson
          ? { givenName: given().trim() || null, familyName: family().trim() || null }
          : { name: company().trim() }),
        phone: phone().trim() || null,
        email: email().trim() || null,
        source: 'OTHER',
      },
    })
    setBusy(false)
    const result = outcome(answer as never, 'createCustomer') as ReturnType<
      typeof outcome<{ customer: CustomerRow | null; userErrors: UserError[] }>
    >
    if (result.is === 'done' && result.result.customer) {
      toast(t('did.customer', { name: result.result.customer.name }), { icon: 'user' })
      props.onDone(result.result.customer)
    } else if (result.is === 'refused') setErrors(result.errors)
    else if (result.is === 'failed') setErrors([{ code: result.error.code, message: t('error.other') }])
  }
  const whole = () => errors().find((error) => !error.field?.length)?.message
  return (
    <form class="stack" onSubmit={submit} novalidate>
      <Segmented
        label={t('customer.kind')}
        value={kind()}
        options={[
          { value: 'PERSON', label: t('customer.PERSON') },
          { value: 'COMPANY', label: t('customer.COMPANY') },
        ]}
        onPick={setKind}
      />
      <Show
        when={kind() === 'PERSON'}
        fallback={
          <TextField
            label={t('customer.company')}
            value={company()}
            autocomplete="organization"
            error={errorOf(errors(), 'name')}
            onInput={(event) => setCompany(event.currentTarget.value)}
          />
        }
      >
        <div class="field-pair">
          <TextField
            label={t('customer.given')}
            value={given()}
            autocomplete="off"
            error={errorOf(errors(), 'givenName') ?? errorOf(errors(), 'name')}
            onInput={(event) => setGiven(event.currentTarget.value)}
          />
          <TextField
            label={t('customer.family')}
            value={family()}
            autocomplete="off"
            error={errorOf(errors(), 'familyName')}
            onInput={(event) => setFamily(event.currentTarget.value)}
          />
        </div>
      </Show>
      <TextField
        label={t('phone')}
        type="tel"
        inputmode="tel"
        autocomplete="off"
        value={phone()}
        error={errorOf(errors(), 'phone')}
        onInput={(event) => setPhone(event.currentTarget.value)}
      />
      <TextField
        label={t('email')}
        type="email"
        inputmode="email"
        autocomplete="off"
        value={email()}
        error={errorOf(errors(), 'email')}
        onInput={(event) => setEmail(event.currentTarget.value)}
      />
      <Show when={whole()}>
        {(message) => (
          <p class="notice is-bad" role="alert">
            {message()}
          </p>
        )}
      </Show>
      <div class="row">
        <Show when={props.onBack}>
          {(back) => (
            <Button icon="left" onClick={() => back()()}>
              {t('back')}
            </Button>
          )}
        </Show>
        <Button type="submit" look="primary" class="grow" disabled={busy()}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
