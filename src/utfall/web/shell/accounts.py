"""The addresses of sign-in: only those that have a page here, not all that the library offers."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

urlpatterns = [
    path("logga-in", account.login, name="account_login"),
    path("logga-ut", account.logout, name="account_logout"),
    path("avstangt", account.account_inactive, name="account_inactive"),
    path("nytt-konto", account.signup, name="account_signup"),
    path("bekrafta", account.reauthenticate, name="account_reauthenticate"),
    path("losenord", account.password_change, name="account_change_password"),
    path("losenord/valj", account.password_set, name="account_set_password"),
    path("losenord/glomt", account.password_reset, name="account_reset_password"),
    path("losenord/glomt/skickat", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("losenord/bytt", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("engangskoder", mfa.index, name="mfa_index"),
    path("engangskoder/logga-in", mfa.authenticate, name="mfa_authenticate"),
    path("engangskoder/bekrafta", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("engangskoder/sla-pa", totp.activate_totp, name="mfa_activate_totp"),
    path("engangskoder/stang-av", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("engangskoder/reservkoder", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "engangskoder/reservkoder/nya", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"
    ),
    path(
        "engangskoder/reservkoder/fil", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
]
