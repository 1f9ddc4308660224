import { Route, Router } from '@solidjs/router'
import { lazy, Suspense } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { Mark } from './components/mark.tsx'
import { Failure, Skeleton } from './components/states.tsx'
import { Toasts } from './components/toast.tsx'
import { I18nProvider } from './i18n/i18n.tsx'
import { accountPage } from './screens/account/account-pages.ts'
import { SignIn } from './screens/sign-in.tsx'
import { TodayScreen } from './screens/today/today-screen.tsx'
import { SessionProvider } from './session.tsx'
import { Shell } from './shell/shell.tsx'

const CalendarScreen = lazy(() =>
  import('./screens/calendar/calendar-screen.tsx').then((module) => ({ default: module.CalendarScreen })),
)
const CustomersScreen = lazy(() =>
  import('./screens/customers/customers-screen.tsx').then((module) => ({ default: module.CustomersScreen })),
)
const ImportScreen = lazy(() =>
  import('./screens/import/import-screen.tsx').then((module) => ({ default: module.ImportScreen })),
)
const OnboardingScreen = lazy(() =>
  import('./onboarding/onboarding-screen.tsx').then((module) => ({ default: module.OnboardingScreen })),
)
const TasksScreen = lazy(() =>
  import('./screens/tasks/tasks-screen.tsx').then((module) => ({ default: module.TasksScreen })),
)
const ProfileScreen = lazy(() =>
  import('./screens/profile-screen.tsx').then((module) => ({ default: module.ProfileScreen })),
)
const SectorScreen = lazy(() =>
  import('./screens/sector-screen.tsx').then((module) => ({ default: module.SectorScreen })),
)
const SettingsScreen = lazy(() =>
  import('./screens/settings/settings-screen.tsx').then((module) => ({ default: module.SettingsScreen })),
)

/** What the address asks for: a page that needs no session, or the panel. */
export function App() {
  const page = accountPage(location.pathname)
  return page ? (
    <I18nProvider>
      <Suspense>
        <Dynamic component={page} />
      </Suspense>
    </I18nProvider>
  ) : (
    <Panel />
  )
}

/** The panel: a signed-in viewer gets the shell and the screens, everyone else the sign-in. */
function Panel() {
  return (
    <SessionProvider
      signIn={(onDone) => <SignIn onDone={onDone} />}
      setUp={(onDone, signOut) => (
        <Suspense fallback={<Skeleton rows={6} />}>
          <OnboardingScreen onDone={onDone} onSignOut={signOut} />
        </Suspense>
      )}
      failed={(error, retry) => (
        <main class="lonely">
          <span class="row">
            <Mark size={32} />
            <span class="wordmark">Lonca</span>
          </span>
          <Failure error={error} onRetry={retry} />
        </main>
      )}
    >
      <Router
        root={(props) => (
          <Shell>
            <Suspense fallback={<Skeleton rows={6} />}>{props.children}</Suspense>
          </Shell>
        )}
      >
        <Route path="/" component={TodayScreen} />
        <Route path="/today" component={TodayScreen} />
        <Route path="/calendar" component={CalendarScreen} />
        <Route path={['/customers', '/customers/:id']} component={CustomersScreen} />
        <Route path={['/import', '/import/:id']} component={ImportScreen} />
        <Route path={['/settings', '/settings/:tab']} component={SettingsScreen} />
        <Route path="/tasks" component={TasksScreen} />
        <Route path="/profile" component={ProfileScreen} />
        <Route path="/:screen" component={SectorScreen} />
      </Router>
      <Toasts />
    </SessionProvider>
  )
}
