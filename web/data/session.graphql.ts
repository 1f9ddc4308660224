import { document } from './document.ts'
import type { Panel, Viewer } from './panel.ts'

/** Who is signed in and what their panel consists of: everything the first paint needs, in one question. */
export const sessionQuery = document<{ viewer: Viewer | null; panel: Panel | null }>(`query Session {
  viewer {
    user { id name email }
    role
    tenant { id name timeZone locale currency }
    staffMember { id }
    memberships { tenantId tenantName role isCurrent }
    membership { id }
  }
  panel {
    blueprint { key version accent title { en tr } }
    words { key one { en tr } many { en tr } }
    navigation { key label { en tr } icon path }
    screens {
      key
      title { en tr }
      widgets {
        key kind
        title { en tr }
        document path
        fields { name label { en tr } format }
        options
      }
    }
    records {
      type
      title { en tr }
      plural { en tr }
      verbs
      fields { name kind label { en tr } choices { value label { en tr } } required list }
    }
    primaryAction { label { en tr } icon kind }
    disabledModules { key title { en tr } because reason since endsAt by paths }
  }
}`)

export const signInMutation = document<
  { signIn: { session: { expiresAt: string } | null; userErrors: { code: string; message: string }[] } },
  { input: { email: string; password: string; cookie: boolean } }
>(`mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { expiresAt } userErrors { code field message } }
}`)

export const signOutMutation = document<{ signOut: { signedOut: boolean } }>(`mutation SignOut {
  signOut { signedOut userErrors { code message } }
}`)
