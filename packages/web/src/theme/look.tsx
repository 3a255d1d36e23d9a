import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cssVariables, themeInWords } from './theme.ts'

/** The look of all pages, and the place where notices appear. */
export function Look({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <MantineProvider theme={themeInWords(t)} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      {children}
    </MantineProvider>
  )
}
