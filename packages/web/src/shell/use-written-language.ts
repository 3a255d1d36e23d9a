import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { userQuery, type User } from '../api/session.ts'
import { updateProfile } from '../api/tokens.ts'
import { useLanguage } from '../i18n/language.ts'
import { isViewedAs } from './view-as-banner.tsx'

/** Has the reader written to in the language that they read the pages in; not whoever is only viewed as. */
export function useWrittenLanguage(user: User | undefined): void {
  const { language } = useLanguage()
  const queryClient = useQueryClient()
  const isNews = user !== undefined && !isViewedAs(user) && (user.language ?? 'en') !== language
  useEffect(() => {
    if (!isNews) return
    // Where that fails, mails come as before, and the next visit says it again.
    updateProfile({ language }).then(
      (changed) => queryClient.setQueryData(userQuery.queryKey, changed),
      () => undefined,
    )
  }, [isNews, language, queryClient])
}
