import { lazy } from 'solid-js'

const pages = {
  '/join': lazy(() => import('./join-page.tsx').then((module) => ({ default: module.JoinPage }))),
  '/forgot': lazy(() => import('./forgot-page.tsx').then((module) => ({ default: module.ForgotPage }))),
  '/reset': lazy(() => import('./reset-page.tsx').then((module) => ({ default: module.ResetPage }))),
  '/signup': lazy(() => import('./sign-up-page.tsx').then((module) => ({ default: module.SignUpPage }))),
} as const

/** The page of a public address, or nothing: these are for whoever comes by, signed in or not. */
export function accountPage(path: string) {
  return pages[path.replace(/\/$/, '') as keyof typeof pages]
}
