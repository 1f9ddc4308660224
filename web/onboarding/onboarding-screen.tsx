import './onboarding.css'
import { createEffect, createSignal, For, type JSX, Match, on, onMount, Show, Switch } from 'solid-js'
import { Button } from '../components/button.tsx'
import { Mark } from '../components/mark.tsx'
import { Failure, Skeleton } from '../components/states.tsx'
import { ask } from '../data/client.ts'
import type { PanelError } from '../data/errors.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { setPreferences } from '../preferences.ts'
import { isWide } from '../wide.ts'
import { BusinessStep } from './business-step.tsx'
import { createDraft } from './draft.ts'
import { type OnboardingState, onboardingQuery } from './onboarding.graphql.ts'
import { PlaceStep } from './place-step.tsx'
import { createPreviews, Preview, PreviewColumn } from './preview.tsx'
import { typedPrice } from './price.ts'
import { SectorStep } from './sector-step.tsx'
import { ServicesStep } from './services-step.tsx'
import { words } from './words.ts'

/** From a signed-up owner to a panel: four steps, with a preview that follows every choice. */
export function OnboardingScreen(props: { onDone: () => void; onSignOut: () => void }) {
  const w = useWords(words)
  const [state, setState] = createSignal<OnboardingState>()
  const [error, setError] = createSignal<PanelError>()
  const load = async () => {
    const answer = await ask(onboardingQuery, {})
    setError(answer.error)
    if (answer.data?.onboarding.completed) props.onDone()
    else setState(answer.data?.onboarding)
  }
  onMount(() => {
    document.title = `${w('document')} · Lonca`
    void load()
  })
  return (
    <Show
      when={state()}
      keyed
      fallback={
        <main class="lonely">
          <Show when={error()} fallback={<Skeleton rows={6} />}>
            {(problem) => <Failure error={problem()} onRetry={load} />}
          </Show>
        </main>
      }
    >
      {(known) => <Steps state={known} onDone={props.onDone} onSignOut={props.onSignOut} />}
    </Show>
  )
}

const titles = ['sectorTitle', 'businessTitle', 'placeTitle', 'servicesTitle'] as const
const hints = ['sectorHint', 'businessHint', 'placeHint', 'servicesHint'] as const
const nexts = ['next2', 'next3', 'next4', 'finish'] as const

function Steps(props: { state: OnboardingState; onDone: () => void; onSignOut: () => void }) {
  const w = useWords(words)
  const control = createDraft(props.state)
  const preview = createPreviews(props.state.sectors, () => control.draft.sector)
  const at = () => control.step() - 1
  let heading!: HTMLHeadingElement
  // Whoever listens to the page, or uses a keyboard, begins the new step at its top.
  createEffect(on(control.step, () => heading.focus(), { defer: true }))

  const submit = async (event: Event) => {
    event.preventDefault()
    control.forgive()
    if (control.step() < 4) return control.forward()
    const { services } = control.draft
    const offered = services.filter((service) => service.offered)
    if (offered.length === 0) return control.complain('services', w('noService'))
    if (offered.some(({ price }) => typedPrice(price) === null))
      return control.complain('services', w('badPrice'))
    if (await control.finish()) props.onDone()
  }
  return (
    <div class="setup">
      <a class="skip-link" href="#setup">
        {w('document')}
      </a>
      <form class="setup-main" onSubmit={submit} novalidate>
        <SetupHead step={control.step()} onSignOut={props.onSignOut} />
        <main id="setup" class="setup-body">
          <div>
            <h1 ref={heading} tabindex="-1">
              {w(titles[at()] ?? 'sectorTitle')}
            </h1>
            <p class="text-2">{w(hints[at()] ?? 'sectorHint')}</p>
          </div>
          <Switch>
            <Match when={control.step() === 1}>
              <SectorStep control={control} sectors={props.state.sectors} />
            </Match>
            <Match when={control.step() === 2}>
              <BusinessStep control={control} />
            </Match>
            <Match when={control.step() === 3}>
              <PlaceStep control={control} hours={props.state.hours} />
            </Match>
            <Match when={control.step() === 4}>
              <ServicesStep control={control} />
            </Match>
          </Switch>
          <Show when={control.failure()}>{(error) => <Failure error={error()} />}</Show>
          <Show when={!isWide() && control.step() === 1 && preview()}>
            {(shown) => (
              <section aria-label={w('preview')}>
                <Preview preview={shown()} device="phone" brief />
              </section>
            )}
          </Show>
        </main>
        <footer class="setup-foot">
          <Show
            when={control.step() > 1}
            fallback={
              <Button look="ghost" disabled={control.busy()} onClick={() => void control.skip()}>
                {w('skip')}
              </Button>
            }
          >
            <Button look="ghost" icon="back" disabled={control.busy()} onClick={control.back}>
              {w('back')}
            </Button>
          </Show>
          <Button type="submit" look="primary" class="grow" disabled={control.busy()}>
            {control.busy() && control.step() === 4 ? w('finishing') : w(nexts[at()] ?? 'finish')}
          </Button>
        </footer>
        <Show when={isWide() && control.step() < 4}>
          <Coming step={control.step()} what={control.chosen().resourceTypes[0]?.title} />
        </Show>
      </form>
      <Show when={isWide()}>
        <PreviewColumn preview={preview()} control={control} />
      </Show>
    </div>
  )
}

function SetupHead(props: { step: number; onSignOut: () => void }): JSX.Element {
  const { locale } = useI18n()
  const w = useWords(words)
  return (
    <header class="setup-head">
      <div class="row-between">
        <span class="row">
          <Mark />
          <span class="wordmark">Lonca</span>
        </span>
        <span class="row">
          <span class="meta text-2">{w('progress', { step: props.step })}</span>
          <Button
            look="ghost"
            onClick={() => setPreferences({ chosenLocale: locale() === 'tr' ? 'en' : 'tr' })}
          >
            {w('other')}
          </Button>
          <Show when={isWide()}>
            <Button look="ghost" onClick={() => props.onSignOut()}>
              {w('signOut')}
            </Button>
          </Show>
        </span>
      </div>
      <span class="setup-steps" role="img" aria-label={w('progressLabel', { step: props.step })}>
        <For each={[1, 2, 3, 4]}>{(step) => <i classList={{ 'is-done': step <= props.step }} />}</For>
      </span>
    </header>
  )
}

function Coming(props: { step: number; what: { tr?: string | null; en?: string | null } | undefined }) {
  const { f } = useI18n()
  const w = useWords(words)
  const lines = () => [
    w('coming2'),
    w('coming3', { what: f.text(props.what).toLocaleLowerCase(f.locale) }),
    w('coming4'),
  ]
  return (
    <section aria-label={w('coming')}>
      <ol class="setup-coming">
        <For each={lines()}>
          {(line, index) => (
            <Show when={index() + 2 > props.step}>
              <li>
                <b class="tabular">{index() + 2}</b>
                {line}
              </li>
            </Show>
          )}
        </For>
      </ol>
    </section>
  )
}
