{{ promoted('contracts', 'chat_messages') }}
