import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/field.tsx'
import { Failure, Skeleton } from '../../components/states.tsx'
import { acceptInvitationMutation, type InvitationView, invitationQuery } from '../../data/account.graphql.ts'
import { ask } from '../../data/client.ts'
import { useWords } from '../../i18n/i18n.tsx'
import { createAccountForm, enterPanel, linkToken } from './account-form.ts'
import { AccountFrame, Problem } from './account-frame.tsx'
import { LinkOver } from './link-over.tsx'
import { PasswordField } from './password-field.tsx'
import { accountWords } from './words.ts'

/** Where the link of an invitation leads. */
export function JoinPage() {
  const say = useWords(accountWords)
  const token = linkToken() ?? ''
  const [answer, { refetch }] = createResource(() => ask(invitationQuery, { token }))
  const invitation = () => answer()?.data?.invitationByLink
  const over = () => {
    const found = invitation()
    if (!found) return say('inviteUnknown')
    if (found.status === 'ACCEPTED') return say('inviteAccepted')
    if (found.status === 'REVOKED') return say('inviteRevoked')
    return found.isExpired ? say('inviteExpired', { inviter: found.inviterName }) : undefined
  }
  return (
    <Show when={answer()} fallback={<Skeleton />}>
      <Switch>
        <Match when={answer()?.error}>
          {(error) => (
            <main class="sign-in">
              <Failure error={error()} onRetry={() => void refetch()} />
            </main>
          )}
        </Match>
        <Match when={over()}>{(why) => <LinkOver why={why()} />}</Match>
        <Match when={invitation()}>{(found) => <Join invitation={found()} token={token} />}</Match>
      </Switch>
    </Show>
  )
}

function Join(props: { invitation: InvitationView; token: string }) {
  const say = useWords(accountWords)
  const form = createAccountForm()
  const [name, setName] = createSignal(props.invitation.name ?? '')
  const [password, setPassword] = createSignal('')
  const { isViewer, hasAccount, tenantName, inviterName, maskedEmail } = props.invitation
  const explained = () =>
    say(isViewer ? 'joinViewer' : hasAccount ? 'joinKnown' : 'joinNew', { email: maskedEmail })
  const submit = async (event: Event) => {
    event.preventDefault()
    const input = {
      token: props.token,
      cookie: true,
      ...(!hasAccount && { name: name() }),
      ...(!isViewer && { password: password() }),
    }
    const fields = ['name', 'password']
    if (await form.send(acceptInvitationMutation, 'acceptInvitation', { input }, fields)) enterPanel()
  }
  return (
    <AccountFrame
      title={say('joinTitle', { tenant: tenantName })}
      hint={`${say('joinBy', { inviter: inviterName })} ${explained()}`}
    >
      <form class="stack" onSubmit={submit}>
        <Show when={!hasAccount}>
          <TextField
            label={say('name')}
            autocomplete="name"
            required
            error={form.errorOf('name')}
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Show>
        <Show when={!isViewer}>
          <PasswordField
            label={say('password')}
            isNew={!hasAccount}
            error={form.errorOf('password')}
            value={password()}
            onInput={setPassword}
          />
        </Show>
        <Problem text={form.problem()} />
        <Button type="submit" look="primary" wide disabled={form.isBusy()}>
          {say('join')}
        </Button>
      </form>
    </AccountFrame>
  )
}
