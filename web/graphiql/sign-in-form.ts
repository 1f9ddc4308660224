import { createElement, type FormEvent, useState } from 'react'

const signIn = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { session { token } userErrors { message } }
}`

interface SignInAnswer {
  data?: { signIn?: { session: { token: string | null } | null; userErrors: { message: string }[] } }
  errors?: { message: string }[]
}

const turkish = navigator.language.startsWith('tr')
const words = turkish
  ? {
      title: 'GraphQL ile sorgulayın',
      hint: 'Kısa ömürlü bir anahtar alınır ve yalnız bu sekmede tutulur.',
      email: 'E-posta',
      password: 'Parola',
      go: 'Giriş yap',
      failed: 'Sunucuya ulaşılamadı.',
    }
  : {
      title: 'Query with GraphQL',
      hint: 'A short-lived token is fetched and kept in this tab only.',
      email: 'E-mail',
      password: 'Password',
      go: 'Sign in',
      failed: 'The server could not be reached.',
    }

/** Trades e-mail and password for a short-lived bearer token. */
export function SignInForm(props: { onToken: (token: string) => void }) {
  const [problem, setProblem] = useState<string>()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    try {
      const response = await fetch('/graphql', {
        method: 'POST',
        credentials: 'omit',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          query: signIn,
          variables: { input: { email: form.get('email'), password: form.get('password') } },
        }),
      })
      const { data, errors } = (await response.json()) as SignInAnswer
      const token = data?.signIn?.session?.token
      if (token) return props.onToken(token)
      setProblem(data?.signIn?.userErrors[0]?.message ?? errors?.[0]?.message ?? words.failed)
    } catch {
      setProblem(words.failed)
    }
  }
  return createElement(
    'main',
    { className: 'sign-in' },
    createElement(
      'form',
      { onSubmit: submit },
      createElement('h1', null, words.title),
      createElement('p', null, words.hint),
      createElement(
        'label',
        null,
        words.email,
        createElement('input', { name: 'email', type: 'email', autoComplete: 'username', required: true }),
      ),
      createElement(
        'label',
        null,
        words.password,
        createElement('input', {
          name: 'password',
          type: 'password',
          autoComplete: 'current-password',
          required: true,
        }),
      ),
      problem && createElement('p', { role: 'alert' }, problem),
      createElement('button', { type: 'submit' }, words.go),
    ),
  )
}
