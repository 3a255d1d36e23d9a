import { Box, Container, Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { PageTitle } from './page-title.tsx'

type Props = {
  title: string
  /** What the document is called, where that is more than the heading. */
  documentTitle?: string
  description?: string
  /** Buttons at the right of the heading. */
  actions?: ReactNode
  children: ReactNode
}

/** A page that scrolls as a whole: heading, actions, content at reading width. */
export function Page({ title, documentTitle = title, description, actions, children }: Props) {
  return (
    <Container size="xl" py="lg" px={{ base: 'sm', sm: 'lg' }}>
      <PageTitle title={documentTitle} />
      <Group justify="space-between" align="flex-start" mb="md" gap="sm">
        {/* Long texts wrap beside the buttons; on a phone the buttons go below. */}
        <Box style={{ flex: '1 1 18rem' }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {description !== undefined && (
            <Text c="dimmed" size="sm">
              {description}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
      {children}
    </Container>
  )
}
