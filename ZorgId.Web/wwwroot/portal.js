// The reconnect screen: Blazor tells its state by events, the dialog is ours.
const dialog = document.getElementById('components-reconnect-modal');

dialog?.addEventListener('components-reconnect-state-changed', event => {
    switch (event.detail.state) {
        case 'show':
            dialog.showModal();
            break;
        case 'hide':
            dialog.close();
            break;
        case 'rejected':
            // The server no longer knows this circuit: only a new page can go on.
            location.reload();
            break;
    }
});
