import { For, Show } from 'solid-js'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import type { Scope } from './keys.graphql.ts'
import { keysWords } from './words.ts'

/** Modules with what a key may see and do; what may be done may be seen. */
export function ScopeTable(props: {
  scopes: readonly Scope[]
  chosen: ReadonlySet<string>
  onToggle?: (scope: string) => void
}) {
  const w = useWords(keysWords)
  const { f } = useI18n()
  const modules = () => [...new Set(props.scopes.map(({ key }) => key.split(':')[0] ?? ''))]
  const titleOf = (module: string) =>
    f.text(props.scopes.find(({ key }) => key.startsWith(`${module}:`))?.title)
  return (
    <table class="table scope-table">
      <thead>
        <tr>
          <th scope="col">{w('module')}</th>
          <th scope="col">{w('see')}</th>
          <th scope="col">{w('act')}</th>
        </tr>
      </thead>
      <tbody>
        <For each={modules()}>
          {(module) => (
            <tr>
              <th scope="row">{titleOf(module)}</th>
              <For each={['see', 'act'] as const}>
                {(verb) => {
                  const scope = `${module}:${verb}`
                  return (
                    <td>
                      <Show when={props.scopes.some(({ key }) => key === scope)}>
                        <label class="cell-check">
                          <input
                            type="checkbox"
                            checked={
                              props.chosen.has(scope) || (verb === 'see' && props.chosen.has(`${module}:act`))
                            }
                            disabled={!props.onToggle}
                            aria-label={`${titleOf(module)}: ${w(verb)}`}
                            onChange={() => props.onToggle?.(scope)}
                          />
                        </label>
                      </Show>
                    </td>
                  )
                }}
              </For>
            </tr>
          )}
        </For>
      </tbody>
    </table>
  )
}
