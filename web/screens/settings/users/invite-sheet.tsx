import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { SelectField, TextField } from '../../../components/field.tsx'
import { Surface } from '../../../components/surface.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { errorOf, outcome, type UserError } from '../../../data/payload.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { type Department, inviteMutation, type MemberRole } from './users.graphql.ts'
import { usersWords } from './words.ts'

const roles: readonly MemberRole[] = ['STAFF', 'MANAGER', 'OWNER']

/** Invites somebody by e-mail; where no mail can be sent, shows the link to pass on. */
export function InviteSheet(props: {
  departments: readonly Department[]
  onClose: () => void
  onDone: () => void
}) {
  const w = useWords(usersWords)
  const { t } = useI18n()
  const [email, setEmail] = createSignal('')
  const [name, setName] = createSignal('')
  const [role, setRole] = createSignal<MemberRole>('STAFF')
  const [departmentId, setDepartmentId] = createSignal('')
  const [errors, setErrors] = createSignal<UserError[]>([])
  const [link, setLink] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    setBusy(true)
    const done = outcome(
      await mutate(inviteMutation, {
        input: {
          email: email().trim(),
          role: role(),
          ...(name().trim() && { name: name().trim() }),
          ...(departmentId() && { departmentId: departmentId() }),
        },
      }),
      'inviteMember',
    )
    setBusy(false)
    if (done.is === 'refused') return setErrors(done.errors)
    if (done.is === 'failed') return setErrors([{ code: 'INTERNAL', message: t('error.other') }])
    props.onDone()
    if (done.result.link) return setLink(done.result.link)
    toast(w('sent', { email: email().trim() }))
    props.onClose()
  }
  const other = () => errors().find(({ field }) => !['email', 'name'].includes(field?.at(-1) ?? ''))
  return (
    <Surface
      title={w('invite')}
      subtitle={w('inviteHint')}
      onClose={props.onClose}
      task
      foot={
        <Show
          when={link()}
          fallback={
            <Button
              look="primary"
              icon="send"
              type="submit"
              form="invite-form"
              wide
              disabled={busy() || !email()}
            >
              {w('send')}
            </Button>
          }
        >
          <Button look="primary" wide onClick={() => props.onClose()}>
            {t('close')}
          </Button>
        </Show>
      }
    >
      <Show when={!link()} fallback={<InvitationLink link={link() ?? ''} />}>
        <form id="invite-form" class="stack" onSubmit={(event) => void send(event)}>
          <TextField
            label={w('email')}
            type="email"
            autocomplete="off"
            required
            value={email()}
            error={errorOf(errors(), 'email')}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
          <TextField
            label={w('name')}
            autocomplete="off"
            value={name()}
            error={errorOf(errors(), 'name')}
            onInput={(event) => setName(event.currentTarget.value)}
          />
          <fieldset class="choice-cards">
            <legend class="field-label">{w('role')}</legend>
            <For each={roles}>
              {(one) => (
                <label class="choice-card">
                  <input
                    type="radio"
                    name="role"
                    value={one}
                    checked={role() === one}
                    onChange={() => setRole(one)}
                  />
                  <span class="row-text">
                    <b>{w(one)}</b>
                    <span>{w(`${one}hint`)}</span>
                  </span>
                </label>
              )}
            </For>
          </fieldset>
          <Show when={props.departments.length > 1}>
            <SelectField
              label={w('department')}
              value={departmentId()}
              onChange={(event) => setDepartmentId(event.currentTarget.value)}
            >
              <option value="">{w('noDepartment')}</option>
              <For each={props.departments}>{(one) => <option value={one.id}>{one.name}</option>}</For>
            </SelectField>
          </Show>
          <Show when={other()}>
            {(error) => (
              <p class="notice is-bad" role="alert">
                {error().message}
              </p>
            )}
          </Show>
        </form>
      </Show>
    </Surface>
  )
}
