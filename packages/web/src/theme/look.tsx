import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVariables, themeInWords } from './theme.ts'

type Props = { /** Absent: as whoever looks chose, or as their system is. */ scheme?: 'light' | 'dark'; children: ReactNode }

/** The look of all pages, and the place where notices appear. */
export function Look({ scheme, children }: Props) {
  const { t } = useTranslation()
  return (
    <MantineProvider
      theme={themeInWords(t)}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(scheme === undefined ? {} : { forceColorScheme: scheme })}
    >
      <Notifications position="bottom-right" />
      {children}
    </MantineProvider>
  )
}
