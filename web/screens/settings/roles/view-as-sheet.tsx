import { createSignal, For, Show } from 'solid-js'
import { Chip } from '../../../components/chip.tsx'
import { SelectField } from '../../../components/field.tsx'
import { Icon } from '../../../components/icon.tsx'
import { Skeleton } from '../../../components/states.tsx'
import { Surface } from '../../../components/surface.tsx'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { type PermissionRole, viewAsQuery } from './roles.graphql.ts'
import { rolesWords } from './words.ts'

/** The panel as somebody with another role is shown it: places, and what they may write. Nothing can be done here. */
export function ViewAsSheet(props: { roles: readonly PermissionRole[]; onClose: () => void }) {
  const w = useWords(rolesWords)
  const { f } = useI18n()
  const [roleId, setRoleId] = createSignal(props.roles.at(-1)?.role.id ?? '')
  const query = createQuery(viewAsQuery, () => ({ viewAs: roleId() }))
  const panel = () => query.data()?.panel
  return (
    <Surface title={w('viewAs')} subtitle={w('viewAsHint')} onClose={props.onClose} task>
      <div class="stack">
        <SelectField
          label={w('role')}
          value={roleId()}
          onChange={(event) => setRoleId(event.currentTarget.value)}
        >
          <For each={props.roles}>
            {(one) => (
              <option value={one.role.id} selected={one.role.id === roleId()}>
                {f.text(one.title)}
              </option>
            )}
          </For>
        </SelectField>
        <Show when={panel()} fallback={<Skeleton rows={5} />}>
          {(seen) => (
            <>
              <section class="card" aria-label={w('places')}>
                <For each={seen().navigation}>
                  {(item) => (
                    <div class="list-row">
                      <span class="icon-lead">
                        <Icon name={item.icon} />
                      </span>
                      <span class="row-text">
                        <b>{f.text(item.label)}</b>
                      </span>
                    </div>
                  )}
                </For>
              </section>
              <section aria-label={w('records')}>
                <h3 class="field-label">{w('records')}</h3>
                <p class="row row-wrap">
                  <For each={seen().records}>
                    {(record) => <Chip look="line">{f.text(record.plural)}</Chip>}
                  </For>
                </p>
              </section>
            </>
          )}
        </Show>
      </div>
    </Surface>
  )
}
