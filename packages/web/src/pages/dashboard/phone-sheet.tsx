import { Button, Drawer, Stack } from '@mantine/core'
import { useState, type ReactNode } from 'react'

type Props = { title: string; /** What the button that opens it says. */ button: string; icon: ReactNode; children: ReactNode }

/** What has no room in the bar of a dashboard on a phone: a button, and a sheet from below. */
export function PhoneSheet({ title, button, icon, children }: Props) {
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button size="compact-sm" variant="default" leftSection={icon} onClick={() => setOpened(true)}>
        {button}
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="bottom"
        size="70%"
        title={title}
        // By itself it would close for every Escape, also for one that a field inside it closes with.
        closeOnEscape={false}
        onKeyDown={(event) => event.key === 'Escape' && !isOpenList(event.target) && setOpened(false)}
      >
        <Stack gap="xs" align="flex-start">
          {children}
        </Stack>
      </Drawer>
    </>
  )
}

/** An Escape in a field whose list is open closes the list. */
const isOpenList = (target: EventTarget): boolean => target instanceof Element && target.getAttribute('aria-expanded') === 'true'
