import { createSignal, For, Show } from 'solid-js'
import { Avatar } from '../../../components/avatar.tsx'
import { Button, IconButton } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Failure, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { DepartmentsCard } from './departments-card.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { InviteSheet } from './invite-sheet.tsx'
import { MemberSheet } from './member-sheet.tsx'
import {
  type Invitation,
  type Member,
  resendInvitationMutation,
  revokeInvitationMutation,
  usersQuery,
} from './users.graphql.ts'
import { usersWords } from './words.ts'

/** Who works here, who is invited, and what each may do. */
export function UsersTab() {
  const w = useWords(usersWords)
  const { f } = useI18n()
  const { viewer } = useSession()
  const query = createQuery(usersQuery, () => ({}), {
    watch: ['Membership', 'Invitation', 'Role', 'Department'],
  })
  const [inviting, setInviting] = createSignal(false)
  const [opened, setOpened] = createSignal<string>()
  const members = () => query.data()?.memberships.nodes ?? []
  const invitations = () => query.data()?.invitations.nodes ?? []
  const member = () => members().find(({ id }) => id === opened())
  const mayAct = () => viewer.role === 'OWNER'
  return (
    <div class="stack">
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={6} />}>
        <section class="card" aria-label={w('users')}>
          <div class="card-head row-wrap">
            <h2>
              {w('users')} <span class="meta">{w('people', { n: f.number(members().length) })}</span>
            </h2>
            <Show when={mayAct()}>
              <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
                {w('invite')}
              </Button>
            </Show>
          </div>
          <For each={members()}>
            {(one) => (
              <MemberRow
                member={one}
                isSelf={one.email === viewer.user.email}
                onOpen={mayAct() ? () => setOpened(one.id) : undefined}
              />
            )}
          </For>
        </section>
        <Show when={invitations().length > 0}>
          <section class="card" aria-label={w('invitations')}>
            <div class="card-head">
              <h2>{w('invitations')}</h2>
            </div>
            <For each={invitations()}>
              {(invitation) => (
                <InvitationRow invitation={invitation} mayAct={mayAct()} onChanged={query.refetch} />
              )}
            </For>
          </section>
        </Show>
      </Show>
      <Show when={query.data()}>
        {(data) => (
          <DepartmentsCard
            departments={data().departments.nodes}
            branchId={data().branches.nodes[0]?.id}
            countOf={(id) => members().filter(({ department }) => department?.id === id).length}
            mayAct={mayAct()}
            onChanged={query.refetch}
          />
        )}
      </Show>
      <Show when={inviting()}>
        <InviteSheet
          departments={query.data()?.departments.nodes ?? []}
          onClose={() => setInviting(false)}
          onDone={query.refetch}
        />
      </Show>
      <Show when={member()}>
        {(one) => (
          <MemberSheet
            member={one()}
            isSelf={one().email === viewer.user.email}
            roles={query.data()?.roles.nodes ?? []}
            departments={query.data()?.departments.nodes ?? []}
            onClose={() => setOpened(undefined)}
            onChanged={query.refetch}
          />
        )}
      </Show>
    </div>
  )
}

function MemberRow(props: { member: Member; isSelf: boolean; onOpen: (() => void) | undefined }) {
  const w = useWords(usersWords)
  const content = () => (
    <>
      <Avatar name={props.member.name} />
      <span class="row-text">
        <b>
          {props.member.name}
          <Show when={props.isSelf}>
            {' '}
            <span class="meta">({w('you')})</span>
          </Show>
        </b>
        <span>{[props.member.email, props.member.department?.name].filter(Boolean).join(' · ')}</span>
      </span>
      <Show when={props.member.status === 'DISABLED'}>
        <Chip look="warning" icon="lock">
          {w('disabled')}
        </Chip>
      </Show>
      <Chip look="line">{props.member.ownRole?.name ?? w(props.member.role)}</Chip>
    </>
  )
  return (
    <Show when={props.onOpen} fallback={<div class="list-row">{content()}</div>}>
      {(open) => (
        <button
          type="button"
          class="list-row"
          classList={{ 'is-faint': props.member.status === 'DISABLED' }}
          onClick={() => open()()}
        >
          {content()}
          <Icon name="right" />
        </button>
      )}
    </Show>
  )
}

function InvitationRow(props: { invitation: Invitation; mayAct: boolean; onChanged: () => void }) {
  const w = useWords(usersWords)
  const { t, f } = useI18n()
  const [link, setLink] = createSignal<string>()
  const isOver = () => Date.parse(props.invitation.expiresAt) < Date.now()
  const input = () => ({ invitationId: props.invitation.id })
  const resend = async () => {
    const done = outcome(await mutate(resendInvitationMutation, { input: input() }), 'resendInvitation')
    if (done.is === 'done' && done.result.link) setLink(done.result.link)
    toast(
      done.is === 'done'
        ? w('resent')
        : done.is === 'refused'
          ? (done.errors[0]?.message ?? '')
          : t('error.other'),
    )
    props.onChanged()
  }
  const revoke = async () => {
    const done = outcome(await mutate(revokeInvitationMutation, { input: input() }), 'revokeInvitation')
    toast(done.is === 'done' ? w('revoked') : t('error.other'))
    props.onChanged()
  }
  return (
    <>
      <div class="list-row">
        <span class="icon-lead">
          <Icon name="mail" />
        </span>
        <span class="row-text">
          <b>{props.invitation.name ?? props.invitation.email}</b>
          <span>
            {props.invitation.name ? `${props.invitation.email} · ` : ''}
            {isOver() ? w('expired') : w('until', { date: f.date(props.invitation.expiresAt, 'short') })}
          </span>
        </span>
        <Chip look="line">{w(props.invitation.role)}</Chip>
        <Show when={props.mayAct}>
          <span class="row-actions">
            <IconButton icon="sync" label={w('resend')} onClick={() => void resend()} />
            <IconButton icon="close" label={w('revoke')} onClick={() => void revoke()} />
          </span>
        </Show>
      </div>
      <Show when={link()}>{(address) => <InvitationLink link={address()} />}</Show>
    </>
  )
}
