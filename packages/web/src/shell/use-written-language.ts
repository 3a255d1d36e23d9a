import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { userQuery, type User } from '../api/session.ts'
import { updateProfile } from '../api/tokens.ts'
import { useLanguage } from '../i18n/language.ts'
import { isViewedAs } from './view-as-banner.tsx'

/** What this browser said last, and of whom. */
const storageKey = 'atrium-written-language'

/**
 * Has the reader written to in the language that they read the pages in; not whoever is only viewed as. A browser says it once, until another
 * language or another person reads there: two browsers with two languages do not take it back from each other.
 */
export function useWrittenLanguage(user: User | undefined): void {
  const { language } = useLanguage()
  const queryClient = useQueryClient()
  const reader = user === undefined || isViewedAs(user) ? null : user.userUuid
  const isNews = user !== undefined && (user.language ?? 'en') !== language
  useEffect(() => {
    const said = `${reader} ${language}`
    if (reader === null) return
    if (!isNews) return keep(said)
    if (kept() === said) return
    // Where that fails, mails come as before, and the next visit says it again.
    updateProfile({ language }).then(
      (changed) => queryClient.setQueryData(userQuery.queryKey, changed),
      () => undefined,
    )
  }, [reader, isNews, language, queryClient])
}

function kept(): string | null {
  try {
    return window.localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function keep(said: string): void {
  try {
    window.localStorage.setItem(storageKey, said)
  } catch {
    // The browser's storage is full or closed to us: it is said again at the next visit.
  }
}
