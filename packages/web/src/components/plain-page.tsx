import { Center, Group, Paper, Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { LanguageMenu } from './language-menu.tsx'
import { PageTitle } from './page-title.tsx'

/** A page outside of the frame: one card in the middle, the language below it. */
export function PlainPage({ title, children, width = 400 }: { title: string; children: ReactNode; width?: number }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <PageTitle title={title} />
      <Stack align="center" gap="xs" w="100%" maw={width}>
        <Paper withBorder p={{ base: 'md', sm: 'xl' }} w="100%" radius="md">
          <Group gap="sm" mb="lg">
            <img src="/favicon.svg" alt="" width={32} height={32} />
            <Title order={1} size="h3">
              {title}
            </Title>
          </Group>
          {children}
        </Paper>
        <LanguageMenu />
      </Stack>
    </Center>
  )
}
