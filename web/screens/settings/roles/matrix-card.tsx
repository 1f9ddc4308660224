import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button, IconButton } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Segmented } from '../../../components/segmented.tsx'
import { Failure, Skeleton } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { outcome } from '../../../data/payload.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { isWide } from '../../../wide.ts'
import { AddRoleSheet } from './add-role-sheet.tsx'
import { PermissionCell } from './permission-cell.tsx'
import {
  archiveRoleMutation,
  type PermissionModule,
  type PermissionRole,
  permissionsQuery,
  type Reach,
  setPermissionsMutation,
  type Verb,
} from './roles.graphql.ts'
import { turnedCell } from './turned-cell.ts'
import { ViewAsSheet } from './view-as-sheet.tsx'
import { rolesWords } from './words.ts'

const verbs = ['see', 'act'] as const

/** Roles across, modules down; changes are collected and saved together. On phones one role at a time. */
export function MatrixCard() {
  const w = useWords(rolesWords)
  const { t, f } = useI18n()
  const { viewer } = useSession()
  const query = createQuery(permissionsQuery, () => ({}), { watch: ['Role', 'Membership', 'ModuleSwitch'] })
  const [changes, setChanges] = createSignal<ReadonlyMap<string, Reach>>(new Map())
  const [adding, setAdding] = createSignal(false)
  const [viewing, setViewing] = createSignal(false)
  const [shown, setShown] = createSignal<string>()
  const modules = () => query.data()?.permissions.modules ?? []
  const roles = () => query.data()?.permissions.roles ?? []
  const columns = createMemo(() => {
    if (isWide()) return roles()
    return roles().filter((one) => one.role.id === (shown() ?? roles()[1]?.role.id))
  })
  const mayAct = () => viewer.role === 'OWNER'
  const keyOf = (role: PermissionRole, module: string, verb: Verb) => `${role.role.id} ${module} ${verb}`
  const stored = (role: PermissionRole, module: string, verb: Verb): Reach =>
    role.cells.find((cell) => cell.module === module)?.[verb] ?? 'NONE'
  const reach = (role: PermissionRole, module: string, verb: Verb) =>
    changes().get(keyOf(role, module, verb)) ?? stored(role, module, verb)

  const turn = (role: PermissionRole, module: PermissionModule, verb: Verb) => {
    const cell = { see: reach(role, module.key, 'see'), act: reach(role, module.key, 'act') }
    const turned = turnedCell(module, cell, verb)
    setChanges((known) => {
      const made = new Map(known)
      for (const one of verbs) {
        const key = keyOf(role, module.key, one)
        if (turned[one] === stored(role, module.key, one)) made.delete(key)
        else made.set(key, turned[one])
      }
      return made
    })
  }
  const save = async () => {
    for (const role of roles()) {
      const cells = modules().flatMap((module) => {
        const see = changes().get(keyOf(role, module.key, 'see'))
        const act = changes().get(keyOf(role, module.key, 'act'))
        return see || act ? [{ module: module.key, ...(see && { see }), ...(act && { act }) }] : []
      })
      if (cells.length === 0) continue
      const { id, version } = role.role
      const done = outcome(
        await mutate(setPermissionsMutation, { input: { id, version, cells } }),
        'setRolePermissions',
      )
      if (done.is !== 'done') {
        toast(done.is === 'refused' ? (done.errors[0]?.message ?? '') : t('error.other'), { icon: 'alert' })
        query.refetch()
        return
      }
    }
    setChanges(new Map())
    toast(w('saved'))
    query.refetch()
  }
  const archive = async ({ role }: PermissionRole) => {
    const done = outcome(
      await mutate(archiveRoleMutation, { input: { id: role.id, version: role.version } }),
      'archiveRole',
    )
    toast(
      done.is === 'done'
        ? w('roleRemoved')
        : done.is === 'refused'
          ? (done.errors[0]?.message ?? '')
          : t('error.other'),
    )
    query.refetch()
  }

  return (
    <section class="card" aria-label={w('matrix')}>
      <div class="card-head row-wrap">
        <h2>{w('matrix')}</h2>
        <span class="row row-wrap">
          <Show
            when={changes().size > 0}
            fallback={
              <Show when={mayAct()}>
                <Button icon="eye" onClick={() => setViewing(true)}>
                  {w('viewAsShort')}
                </Button>
                <Button icon="plus" onClick={() => setAdding(true)}>
                  {w('addRole')}
                </Button>
              </Show>
            }
          >
            <span class="meta" role="status">
              {w('unsaved', { n: f.number(changes().size) })}
            </span>
            <Button onClick={() => setChanges(new Map())}>{w('reset')}</Button>
            <Button look="primary" onClick={() => void save()}>
              {w('save')}
            </Button>
          </Show>
        </span>
      </div>
      <Show when={query.error()}>{(error) => <Failure error={error()} onRetry={query.refetch} />}</Show>
      <Show when={!query.waiting()} fallback={<Skeleton rows={9} />}>
        <Show when={!isWide()}>
          <div class="card-tools">
            <Segmented
              label={w('role')}
              value={columns()[0]?.role.id ?? ''}
              options={roles().map((one) => ({ value: one.role.id, label: f.text(one.title) }))}
              onPick={setShown}
            />
          </div>
        </Show>
        <div class="table-wrap">
          <table class="matrix">
            <thead>
              <tr>
                <th rowspan="2" scope="col">
                  {w('module')}
                </th>
                <For each={columns()}>
                  {(role) => (
                    <th colspan="2" scope="colgroup" class="is-group">
                      {f.text(role.title)}{' '}
                      <span class="meta">{w('people', { n: f.number(role.people) })}</span>
                      <Show when={mayAct() && !role.role.builtIn && role.people === 0}>
                        <IconButton
                          icon="close"
                          label={w('removeRole', { role: f.text(role.title) })}
                          onClick={() => void archive(role)}
                        />
                      </Show>
                    </th>
                  )}
                </For>
              </tr>
              <tr>
                <For each={columns()}>
                  {() => (
                    <For each={verbs}>
                      {(verb) => (
                        <th scope="col" classList={{ 'is-group': verb === 'see' }}>
                          {w(verb)}
                        </th>
                      )}
                    </For>
                  )}
                </For>
              </tr>
            </thead>
            <tbody>
              <For each={modules()}>
                {(module) => (
                  <tr classList={{ 'is-off': module.isOff }}>
                    <th scope="row">
                      {f.text(module.title)}
                      <Show when={module.isOff}>
                        {' '}
                        <Chip look="warning" icon="power">
                          {w('off')}
                        </Chip>
                      </Show>
                    </th>
                    <For each={columns()}>
                      {(role) => (
                        <For each={verbs}>
                          {(verb) => (
                            <td classList={{ 'is-group': verb === 'see' }}>
                              <PermissionCell
                                reach={reach(role, module.key, verb)}
                                locked={role.locked}
                                disabled={!mayAct() || module[verb].length < 2}
                                changed={changes().has(keyOf(role, module.key, verb))}
                                label={w('cell', {
                                  module: f.text(module.title),
                                  role: f.text(role.title),
                                  verb: w(verb),
                                  reach: w(reach(role, module.key, verb)),
                                })}
                                onTurn={() => turn(role, module, verb)}
                              />
                            </td>
                          )}
                        </For>
                      )}
                    </For>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
        <Legend />
      </Show>
      <Show when={viewing()}>
        <ViewAsSheet roles={roles()} onClose={() => setViewing(false)} />
      </Show>
      <Show when={adding()}>
        <AddRoleSheet onClose={() => setAdding(false)} onDone={query.refetch} />
      </Show>
    </section>
  )
}

function Legend() {
  const w = useWords(rolesWords)
  return (
    <p class="matrix-legend meta">
      <For each={['ALL', 'TEAM', 'OWN'] as const}>
        {(reach) => (
          <span>
            <span class={`permission is-${reach.toLowerCase()}`} aria-hidden="true">
              <span>
                <Icon name={{ ALL: 'check', TEAM: 'users', OWN: 'user' }[reach]} />
              </span>
            </span>
            {w(reach)}
          </span>
        )}
      </For>
      <span>
        <Icon name="lock" />
        {w('locked')}
      </span>
    </p>
  )
}
