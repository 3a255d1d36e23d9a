import { readRichText, type RichNode } from '@atrium/documents'
import { Anchor } from '@mantine/core'
import { createElement, useMemo, type ReactNode } from 'react'

/** The HTML of a comment, as elements made anew: nothing of it is ever given to the browser as HTML. */
export function RichText({ html }: { html: string }) {
  const nodes = useMemo(() => readRichText(html), [html])
  return <>{shown(nodes)}</>
}

function shown(nodes: readonly RichNode[]): ReactNode[] {
  return nodes.map((node, index) => elementOf(node, index))
}

function elementOf(node: RichNode, key: number): ReactNode {
  switch (node.type) {
    case 'text':
      return node.text
    case 'break':
      return <br key={key} />
    case 'mark':
      return createElement(node.tag, { key }, ...shown(node.children))
    case 'link':
      return (
        <Anchor key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow" inherit>
          {shown(node.children)}
        </Anchor>
      )
    case 'mention':
      return <strong key={key}>{shown(node.children)}</strong>
  }
}
