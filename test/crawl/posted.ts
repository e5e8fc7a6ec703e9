/** What was put into inboxes, and the sender that notes it: nothing leaves the test. */
export function notingSender() {
  const sent: { readonly url: string; readonly body: string }[] = [];
  return {
    sent,
    origin: 'https://carte.example',
    dereferencer: {
      async send(url: string, { body }: { readonly body: string }) {
        sent.push({ url, body });
        return { state: 'bad-answer', reason: 'status', status: 202 } as const;
      },
    },
  };
}
