"""Who gets what from every address: one table, and no address outside it.

A row is the name of the address, the method, an address of that name, and what each of the cast is answered:
`.` 200, `>` 302 (done, or on to the next page), `x` 403 with whom to ask, `-` 404, `!` 409, `?` 422, `<` to the login.
Addresses in `{}` are filled in from the small municipality. Add rows for new addresses: one that is not here fails.
For whatever belongs to somebody there is a row for her own, a sibling's and another authority's.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from tests.records.reporting.small import NOW, Site, build, with_books
from utfall.domain.planning import AssignmentState
from utfall.domain.reporting import State
from utfall.records.agreements.models import Agreement
from utfall.records.finance.models import (
    CarriedOver,
    ComparabilityItem,
    IndexAssumption,
    Investment,
    LedgerUpload,
    VolumeLine,
)
from utfall.records.indicators.models import Fetch, Indicator
from utfall.records.organisation.models import Grant, Substitute
from utfall.records.planning.models import Activity, Assignment, Goal, Measure, Need, PlanVersion
from utfall.records.reporting.models import Contribution, Edition, HandOver, Remark

# anna manages IT, fatima its area, gun another area, hans is head of it all; bo is controller, erik controller here and
# in KTN (first of the two), siv secretary, kim quality officer and anna's substitute; mona is a member, cecilia controller
# of KTN, david auditor; alva and doris are administrators of the authority and of the site, nils has no role.
CAST = "anna fatima gun hans bo erik siv kim mona cecilia david alva doris nils out".split()

TABLE = """
# anna fatima gun hans · bo erik siv kim · mona cecilia david · alva doris nils · out
# reporting
reporting:tasks                   GET  /uppgifter                                               .... .... x.x xxx <
reporting:tasks                   GET  /uppgifter?namnd=KTN                                     .... .... x.x xxx <
reporting:unchanged               POST /uppgifter/oforandrat                                    >>>> >>>> x>x xxx <
reporting:give                    GET  /uppgifter/ge                                            .... .... x.x xxx <
reporting:substitute              GET  /uppgifter/vikarie                                       .... .... x.x xxx <
reporting:end_substitute          POST /uppgifter/vikarie/{substitute}/ta-bort                  >xxx xxxx xxx xxx <
reporting:contribution            GET  /mal/D1/2024-D2?enhet=IT                                 ..x. .-.. x-- xxx <
reporting:contribution            GET  /mal/D1/2024-D2?enhet=OMR1                               x.x. .-.. x-- xxx <
reporting:contribution            GET  /mal/D1/2024-D2?enhet=OMR2                               xx.. .-.. x-- xxx <
reporting:contribution            GET  /mal/D1/2024-D2?enhet=SEN                                xxx. .-.. x-- xxx <
reporting:contribution            GET  /mal/D1/2024-D2?namnd=KTN&enhet=KUL                      ---- -.-- x.x xxx <
reporting:contribution            GET  /mal/D1/2024-D2?namnd=SEN&enhet=IT                       ..x. .... x-x xxx <
reporting:contribution            GET  /mal/{it}/2024-D2                                        ..x. .-.. x-- xxx <
reporting:contribution            POST /mal/D1/2024-D2?enhet=IT                                 >>x> x-x> x-- xxx <
reporting:contribution            POST /mal/D1/2024-D2?enhet=OMR2                               xx>> x-xx x-- xxx <
reporting:contribution            POST /mal/D1/2024-D2?namnd=KTN&enhet=KUL                      ---- -x-- xxx xxx <
reporting:autosave                POST /mal/D1/2024-D2/spara?enhet=IT                           ??x? ?-?? x-- xxx <
reporting:presence                GET  /mal/D1/2024-D2/skriver?enhet=IT                         ..x. .-.. x-- xxx <
reporting:presence                GET  /mal/D1/2024-D2/skriver?enhet=OMR2                       xx.. .-.. x-- xxx <
reporting:presence                GET  /mal/D1/2024-D2/skriver?namnd=KTN&enhet=KUL              ---- -.-- x.x xxx <
reporting:conflict                GET  /mal/D1/2024-D2/jamfor?enhet=IT                          >>x> >->> x-- xxx <
reporting:keep_theirs             POST /mal/D1/2024-D2/behall?enhet=IT                          >>x> >->> x-- xxx <
reporting:withdraw                POST /mal/OMR2/2024-D2/angra                                     xx>x x-xx x-- xxx <
reporting:take_over               POST /mal/D1/2024-D2/ta-over?enhet=OMR1                       x>x> >->> x-- xxx <
reporting:secret                  POST /mal/D1/2024-D2/sekretess?enhet=IT                       >>x> x-x> x-- xxx <
reporting:remark                  POST /mal/D1/2024-D2/kommentera?enhet=IT                      >>x> >->> x-- xxx <
reporting:resolve_remark          POST /mal/D1/2024-D2/lost?enhet=IT&kommentar={remark}         >>x> >->> x-- xxx <
reporting:approve_one             POST /mal/D1/2024-D2/godkann?enhet=UTV                        x>x> >-xx x-- xxx <
reporting:return                  POST /mal/D1/2024-D2/aterlamna?enhet=UTV                      x>x> >->> x-- xxx <
reporting:history                 GET  /mal/D1/2024-D2/historik?enhet=IT                        ..x. .-.. x-- xxx <
reporting:history                 GET  /mal/D1/2024-D2/historik?namnd=KTN&enhet=KUL             ---- -.-- x.x xxx <
reporting:restore                 POST /mal/D1/2024-D2/aterstall?enhet=IT                       >>x> >->> x-- xxx <
reporting:reading                 GET  /mal/D1/2024-D2/lasning?enhet=IT                         ..x. .-.. x-- xxx <
reporting:insert                  GET  /mal/D1/2024-D2/infoga?enhet=IT                         ..x. .-.. x-- xxx <
reporting:insert                  GET  /mal/D1/2024-D2/infoga?enhet=OMR2                       xx.. .-.. x-- xxx <
reporting:insert                  GET  /mal/D1/2024-D2/infoga?namnd=KTN&enhet=KUL              ---- -.-- x.x xxx <
reporting:follow_up               GET  /lage                                                    >>>> >>>> >>x >xx <
reporting:overview                GET  /lage/2024-D2                                            .... .... x.- xxx <
reporting:overview                GET  /lage/2024-D2?namnd=SEN                                  .... .... x.. xxx <
reporting:overview                GET  /lage/2024-D2?namnd=KTN                                  .... .... ... xxx <
reporting:together                GET  /lage/2024-D2/alla                                       .... .... x.- xxx <
reporting:together                GET  /lage/2024-D2/alla?namnd=KTN                             ---- -.-- x.x xxx <
reporting:deviations              GET  /lage/2024-D2/avvikelser                                 .... .... x.- xxx <
reporting:deviations              GET  /lage/2024-D2/avvikelser?namnd=KTN                       ---- -.-- x.x xxx <
reporting:happened                GET  /lage/2024-D2/historik                                   .... .... x.- xxx <
reporting:happened                GET  /lage/2024-D2/historik?namnd=KTN                         ---- -.-- x.x xxx <
reporting:overview_deed           POST /lage/2024-D2/valda                                      >>>> >>>> x>- xxx <
reporting:unit                    GET  /lage/2024-D2/enhet/IT                                   ..-. .-.. x-- xxx <
reporting:unit                    GET  /lage/2024-D2/enhet/OMR2                                 --.. .-.. x-- xxx <
reporting:unit                    GET  /lage/2024-D2/enhet/KUL?namnd=KTN                        ---- -.-- x.x xxx <
reporting:approval                GET  /godkann/2024-D2                                         .... ..x. x.- xxx <
reporting:approval                GET  /godkann/2024-D2?namnd=KTN                               ---- -.-- x.x xxx <
reporting:approval_confirm        POST /godkann/2024-D2/bekrafta                                >>>> >>x> x>- xxx <
reporting:approve                 POST /godkann/2024-D2/alla                                    >>>> >>x> x>- xxx <
reporting:round                   GET  /runda/2024-D2                                           .... .... x.- xxx <
reporting:round                   GET  /runda/2024-D2?namnd=SEN                                 .... .... x-. xxx <
reporting:round                   GET  /runda/2024-D2?namnd=KTN                                 ---- -.-- -.x xxx <
reporting:round                   GET  /runda/2024-D1?namnd=SEN                                 .... .... .-. xxx <
reporting:open                    POST /runda/2024-D2/oppna                                     >>>> >>>> x>- xxx <
reporting:close                   POST /runda/2024-D2/stang?namnd=SEN                           xxx> >>xx x-x xxx <
reporting:lock                    GET  /runda/2024-D2/las?namnd=SEN                             xxx. ..xx x-x xxx <
reporting:unlock                  POST /runda/2024-D2/las-upp?namnd=SEN                         >>>> >>>> x-x xxx <
reporting:reopen                  POST /runda/2024-D2/nytt-utkast?namnd=SEN                     >>>> >>>> x-x xxx <
reporting:decide                  POST /runda/2024-D2/beslut?namnd=SEN                          >>>> >>>> x-x xxx <
reporting:correct                 POST /runda/2024-D2/ratta?namnd=SEN                           >>>> >>>> x-x xxx <
reporting:meeting                 POST /runda/2024-D2/mote?namnd=SEN                            >>>> >>>> x-x xxx <
reporting:summons                 POST /runda/2024-D2/kallelse?namnd=SEN                        xxxx xx>x x-x xxx <
reporting:release                 POST /runda/2024-D2/slapp?namnd=SEN                           xxxx >>xx x-x xxx <
reporting:figures                 GET  /runda/2024-D2/siffror?namnd=SEN                         xxxx >>xx x-x xxx <
reporting:hand_over               GET  /runda/2024-D2/overlamna?namnd=SEN                       xxx. ...x x-x xxx <
reporting:handed                  GET  /runda/2024-D2/overlamnat/{handed}?namnd=SEN             .... .... x-. x-- <
reporting:report                  GET  /runda/2024-D2/rapport.json?namnd=SEN                    ---- ---- x-x xxx <
reporting:edition                 GET  /runda/2024-D1/utgava/1.json?namnd=SEN                   .... .... .-. xxx <
reporting:rounds                  GET  /rundor                                                   .... .... x.x xxx <
reporting:lay_out_first           POST /rundor/forsta?namnd=SEN                                 xxx> >>xx x-x xxx <
reporting:owed                    GET  /rundor/vem-lamnar-vad                                    .... .... x.x xxx <
reporting:owed                    GET  /rundor/vem-lamnar-vad?namnd=KTN                          ---- -.-- x.x xxx <
reporting:owed                    POST /rundor/vem-lamnar-vad?namnd=SEN                          xxxx >>x> x-x xxx <
reporting:variance_limit          POST /rundor/avvikelsegrans?namnd=SEN                          xxxx >>x> x-x xxx <
reporting:lay_out                 POST /rundor/2024/nasta?namnd=SEN                              xxx> >>xx x-x xxx <
reporting:take_back               POST /rundor/2025/ta-bort?namnd=SEN                            xxx> >>xx x-x xxx <
# planning
planning:start                    GET  /plan                                                    >>>> >>>> >>> >xx <
planning:plan                     GET  /plan/2024/SEN                                           .... .... ... xxx <
planning:plan                     GET  /plan/2024/KTN                                           .... .... ... xxx <
planning:plan                     GET  /plan/2024/IT                                            .... .... x-- x-- <
planning:plan                     GET  /plan/2024/KUL                                           ---- -.-- -.- --- <
planning:add_activity             GET  /plan/2024/IT/aktivitet/ny                               ..x. ..x. x-- x-- <
planning:add                      GET  /plan/2024/OMR2/lagg-till                                xx.. ..x. x-- x-- <
planning:add                      GET  /plan/2024/SEN/lagg-till                                 xxx. ..x. x-- x-- <
planning:goal                     GET  /plan/2024/SEN/mal/{goal}                                .... .... x-- x-- <
planning:rewrite                  POST /plan/2024/SEN/mal/{goal}/andra                          xxx? ??x? x-- x-- <
planning:move                     POST /plan/2024/SEN/mal/{goal}/flytta                         xxx- --x- x-- x-- <
planning:put                      GET  /plan/2024/SEN/mal/{goal}/placera                        xxx. ..x. x-- x-- <
planning:retire                   POST /plan/2024/SEN/mal/{goal}/avsluta                        xxx> >>x> x-- x-- <
planning:restore                  POST /plan/2024/SEN/mal/{goal}/aterstall                      xxx> >>x> x-- x-- <
planning:decide                   GET  /plan/2024/SEN/besluta                                   xxx. .... x-- x-- <
planning:versions                 GET  /plan/2024/SEN/versioner                                 .... .... x-- x-- <
planning:compare                  GET  /plan/2024/SEN/jamfor                                    .... .... x-- x-- <
planning:add_activity             GET  /plan/2024/SEN/aktivitet/ny                              xxx- --x- x-- x-- <
planning:assignments_start        GET  /uppdrag                                                 >>>> >>>> x>x x-- <
planning:assignments              GET  /uppdrag/SEN                                             .... .... x-- x-- <
planning:add_assignment           GET  /uppdrag/SEN/nytt                                        xxx. ..x. x-- x-- <
planning:version                  GET  /plan/2024/SEN/versioner/1                               .... .... x-- x-- <
planning:activity                 GET  /plan/2024/SEN/aktivitet/{activity}                      xxx- --x- x-- x-- <
planning:assignment               GET  /uppdrag/SEN/{assignment}                                .... .... x-- x-- <
planning:change_assignment        GET  /uppdrag/SEN/{assignment}/andra                          xxx. ..x. x-- x-- <
planning:report_assignment        POST /uppdrag/SEN/{assignment}/rapportera                     ??x? ??x? x-- x-- <
planning:close_assignment         POST /uppdrag/SEN/{assignment}/avsluta                        xxx? ???? x-- x-- <
planning:reopen_assignment        POST /uppdrag/SEN/{assignment}/oppna                          xxx> >>>> x-- x-- <
# indicators
indicators:start                  GET  /indikatorer                                             >>>> >>>> x>x x-- <
indicators:indicators             GET  /indikatorer/SEN                                         .... .... x-- x-- <
indicators:indicators             GET  /indikatorer/KTN                                         ---- -.-- -.- --- <
indicators:add                    GET  /indikatorer/SEN/ny                                      xxx. ..x. x-- x-- <
indicators:add                    POST /indikatorer/SEN/ny                                      xxx? ??x? x-- x-- <
indicators:upload                 GET  /indikatorer/SEN/import                                  xxx. ..x. x-- x-- <
indicators:upload                 POST /indikatorer/SEN/import                                  xxx? ??x? x-- x-- <
indicators:preview                GET  /indikatorer/SEN/import/{sha256}                         xxx- --x- x-- x-- <
indicators:export                 GET  /indikatorer/SEN/export                                  .... .... x-- x-- <
indicators:export                 GET  /indikatorer/KTN/export                                  ---- -.-- -.- --- <
indicators:kolada                 GET  /indikatorer/SEN/kolada                                  xxx. ..x. x-- x-- <
indicators:kolada                 POST /indikatorer/SEN/kolada                                 xxx? ??x? x-- x-- <
indicators:fetched                GET  /indikatorer/SEN/kolada/{fetch}                         xxx. ..x. x-- x-- <
indicators:fetched                GET  /indikatorer/SEN/kolada/{theirs}                        xxx- --x- x-- x-- <
indicators:fetched                GET  /indikatorer/KTN/kolada/{theirs}                        ---- -.-- -.- --- <
indicators:store_fetched          POST /indikatorer/SEN/kolada/{fetch}/spara                   xxx> >>x> x-- x-- <
indicators:store_fetched          POST /indikatorer/SEN/kolada/{theirs}/spara                  xxx- --x- x-- x-- <
indicators:indicator              GET  /indikator/{foreign_indicator}                          ---- -.-- -.- --- <
indicators:enter                  GET  /indikator/{foreign_indicator}/utfall                   ---- -.-- -.- --- <
indicators:indicator              GET  /indikator/{indicator}                                   .... .... x-- x-- <
indicators:define                 GET  /indikator/{indicator}/andra                             xxx. ..x. x-- x-- <
indicators:enter                  GET  /indikator/{indicator}/utfall                            .... ..x. x-- x-- <
indicators:enter                  POST /indikator/{indicator}/utfall                            ???? ??x? x-- x-- <
indicators:missing                GET  /indikator/{indicator}/saknas                            .... ..x. x-- x-- <
# economy
finance:start                     GET  /ekonomi                                                 >>>> >>>> >>> x-- <
finance:statement                 GET  /ekonomi/SEN/2024-08                                     .... .... ... xxx <
finance:statement                 GET  /ekonomi/IT/2024-08                                      .... .... ... xxx <
finance:statement                 GET  /ekonomi/KTN/2024-08                                     .... .... ... xxx <
finance:forecasts                 GET  /prognos/IT                                            >>x> >>x> x-- xxx <
finance:forecasts                 GET  /prognos/KUL                                           ---- ->-- ->- xxx <
finance:forecast                  GET  /prognos/IT/2024-D2                                    ..x. ..x. x-- xxx <
finance:forecast                  GET  /prognos/OMR2/2024-D2                                  xx.. ..xx x-- xxx <
finance:forecast                  GET  /prognos/SEN/2024-D2                                   xxx. ..xx x-- xxx <
finance:forecast                  GET  /prognos/KUL/2024-D2                                   ---- -.-- -.- xxx <
finance:forecast                  POST /prognos/IT/2024-D2                                    >>x> xxx> x-- xxx <
finance:forecast                  POST /prognos/OMR2/2024-D2                                  xx>> xxxx x-- xxx <
finance:forecast                  POST /prognos/KUL/2024-D2                                   ---- -x-- -x- xxx <
finance:forecast_withdraw         POST /prognos/IT/2024-D2/angra                              >>x> >>x> x-- xxx <
finance:forecast_withdraw         POST /prognos/KUL/2024-D2/angra                             ---- ->-- ->- xxx <
finance:forecast_approve          POST /prognos/IT/2024-D2/godkann                            >>x> >>x> x-- xxx <
finance:forecast_approve          POST /prognos/OMR2/2024-D2/godkann                          xx>> >>xx x-- xxx <
finance:forecast_approve          POST /prognos/KUL/2024-D2/godkann                           ---- ->-- ->- xxx <
finance:forecast_return           POST /prognos/IT/2024-D2/aterlamna                          >>x> >>x> x-- xxx <
finance:forecast_return           POST /prognos/KUL/2024-D2/aterlamna                         ---- ->-- ->- xxx <
finance:forecast_paste            GET  /prognos/IT/2024-D2/klistra                            ..x. xxx. x-- xxx <
finance:forecast_paste            GET  /prognos/OMR2/2024-D2/klistra                          xx.. xxxx x-- xxx <
finance:forecast_paste            GET  /prognos/KUL/2024-D2/klistra                           ---- -x-- -x- xxx <
finance:forecast_history          GET  /prognos/IT/2024-D2/historik                           ..x. ..x. x-- xxx <
finance:forecast_history          GET  /prognos/OMR2/2024-D2/historik                         xx.. ..xx x-- xxx <
finance:forecast_history          GET  /prognos/KUL/2024-D2/historik                          ---- ---- --- xxx <
finance:forecast_export           GET  /prognos/IT/2024-D2/export                             --x- --x- x-- xxx <
finance:forecast_export           GET  /prognos/OMR2/2024-D2/export                           xx-- --xx x-- xxx <
finance:forecast_export           GET  /prognos/KUL/2024-D2/export                            ---- ---- --- xxx <
finance:units                     GET  /ekonomi/IT/2024-08/enheter                              .... .... ... xxx <
finance:units                     GET  /ekonomi/OMR2/2024-08/enheter                            .... .... ... xxx <
finance:units                     GET  /ekonomi/KTN/2024-08/enheter                             ---- ---- --- xxx <
finance:accounts                  GET  /ekonomi/IT/2024-08/konton                               .... .... ... xxx <
finance:accounts                  GET  /ekonomi/OMR2/2024-08/konton                             .... .... ... xxx <
finance:accounts                  GET  /ekonomi/KTN/2024-08/konton                              ---- ---- --- xxx <
finance:activities                GET  /ekonomi/IT/2024-08/verksamheter                         .... .... ... xxx <
finance:activities                GET  /ekonomi/KTN/2024-08/verksamheter                        ---- ---- --- xxx <
finance:counterparts              GET  /ekonomi/IT/2024-08/motparter                            .xxx xxxx xxx xxx <
finance:counterparts              GET  /ekonomi/OMR2/2024-08/motparter                          xxxx xxxx xxx xxx <
finance:counterparts              GET  /ekonomi/KTN/2024-08/motparter                           ---- ---- --- xxx <
finance:vouchers                  GET  /ekonomi/IT/2024-08/verifikationer                       .xxx xxxx xxx xxx <
finance:vouchers                  GET  /ekonomi/SEN/2024-08/verifikationer                      xxxx xxxx xxx xxx <
finance:vouchers                  GET  /ekonomi/IT/2024-08/verifikationer?hamta=csv             .xxx xxxx xxx xxx <
finance:vouchers                  GET  /ekonomi/KTN/2024-08/verifikationer                      ---- ---- --- xxx <
finance:form                      GET  /ekonomi/IT/2024-08/uppstallning/slag                    .... .... ... xxx <
finance:form                      GET  /ekonomi/OMR2/2024-08/uppstallning/slag                  ---- ---- --- xxx <
finance:form                      GET  /ekonomi/KTN/2024-08/uppstallning/slag                   ---- ---- --- xxx <
finance:months                    GET  /ekonomi/IT/2024-08/manader                              .... .... ... xxx <
finance:months                    GET  /ekonomi/KTN/2024-08/manader                             ---- ---- --- xxx <
finance:movers                    GET  /ekonomi/IT/2024-08/avvikelse                            .... .... ... xxx <
finance:movers                    GET  /ekonomi/KTN/2024-08/avvikelse                           ---- ---- --- xxx <
finance:imports                   GET  /ekonomi/import                                          xxxx ..xx x.x x-- <
finance:imports                   POST /ekonomi/import                                          xxxx ??xx x?x x-- <
finance:undo_import               POST /ekonomi/import/angra                                    xxxx >>xx x>x x-- <
finance:upload                    GET  /ekonomi/import/{upload}                                 xxxx ..xx x-- x-- <
finance:upload                    POST /ekonomi/import/{upload}                                 xxxx ..xx x-- x-- <
finance:upload                    GET  /ekonomi/import/{their_upload}                           ---- -.-- -.- --- <
finance:confirm_upload            POST /ekonomi/import/{upload}/las-in                          xxxx >>xx x-- x-- <
finance:discard_upload            POST /ekonomi/import/{upload}/kasta                           xxxx >>xx x-- x-- <
# beside the ledger
finance:explanations              GET  /ekonomi/SEN/2024-08/forklaringar                       xxx. ..xx xxx xxx <
finance:explanations              GET  /ekonomi/IT/2024-08/forklaringar                        ..x. ..x. xxx xxx <
finance:explanations              GET  /ekonomi/KTN/2024-08/forklaringar                       xxxx x.xx x.x xxx <
finance:explanation               GET  /ekonomi/IT/2024-08/forklaringar/personal/avvikelse     --x- --x- xxx xxx <
finance:explanation               GET  /ekonomi/KTN/2024-08/forklaringar/personal/avvikelse    xxxx x-xx x-x xxx <
finance:explanation_part          POST /ekonomi/IT/2024-08/forklaringar/personal/avvikelse/forslag --x- --x- xxx xxx <
finance:explanation_text          POST /ekonomi/IT/2024-08/forklaringar/personal/avvikelse/text --x- --x- xxx xxx <
finance:measures                  GET  /atgarder                                               .... .... x.x x-- <
finance:measures                  GET  /atgarder?enhet=IT                                      .... .... xxx xxx <
finance:measures                  GET  /atgarder?enhet=KTN                                     xxxx x.xx x.x xxx <
finance:add_measure               GET  /atgarder/ny                                            .... ..xx x.x x-- <
finance:effects                   GET  /atgarder/effekt?enhet=SEN                              .... .... xxx xxx <
finance:effects                   GET  /atgarder/effekt?enhet=KTN                              xxxx x.xx x.x xxx <
finance:recovery                  GET  /atgarder/plan?enhet=SEN                                xxx. ..xx xxx xxx <
finance:recovery                  GET  /atgarder/plan?enhet=KTN                                xxxx x.xx x.x xxx <
finance:recovery_document         GET  /atgarder/plan.pdf?enhet=KTN                            xxxx x.xx x.x xxx <
finance:measure                   GET  /atgarder/{measure}                                     ..x. .... x-- xxx <
finance:measure                   GET  /atgarder/{proposed}                                    -.-- --.- x-- xxx <
finance:measure                   GET  /atgarder/{their_measure}                               ---- -.-- x.- xxx <
finance:change_measure            GET  /atgarder/{measure}/andra                               ..x. ..x. x-- xxx <
finance:change_measure            GET  /atgarder/{their_measure}/andra                         ---- -.-- x.- xxx <
finance:release_measure           POST /atgarder/{proposed}/slapp                              ->-- --x- x-- xxx <
finance:decide_measure            GET  /atgarder/{measure}/besluta                             xxx. ...x x-- xxx <
finance:carry_out_measure         POST /atgarder/{measure}/genomford                           >>x> >>x> x-- xxx <
finance:abandon_measure           POST /atgarder/{measure}/avfor                               ??x? ??x? x-- xxx <
finance:take_back_measure         POST /atgarder/{measure}/aterta                              xxx> >>>x x-- xxx <
finance:take_back_measure         POST /atgarder/{their_measure}/aterta                        ---- ->-- x>- xxx <
finance:investments               GET  /investeringar/SEN/2024                               .... .... xxx xxx <
finance:investments               GET  /investeringar/OMR2/2024                              .... .... xxx xxx <
finance:investments               GET  /investeringar/KTN/2024                               xxxx x.xx x.x xxx <
finance:add_investment            GET  /investeringar/IT/2024/ny                             ..x. ..x. xxx xxx <
finance:add_investment            POST /investeringar/OMR2/2024/ny                           xx?? ??xx xxx xxx <
finance:investment                GET  /investeringar/SEN/2024/{investment}                  ..x. ..x. xxx xxx <
finance:investment                GET  /investeringar/KTN/2024/{investment}                  xxxx x-xx x-x xxx <
finance:remove_investment         POST /investeringar/SEN/2024/{investment}/ta-bort          >>x> >>x> xxx xxx <
finance:carried                   GET  /rullat/SEN/2024                                      .... .... xxx xxx <
finance:carried                   GET  /rullat/KTN/2024                                      xxxx x.xx x.x xxx <
finance:add_carried               GET  /rullat/IT/2024/ny                                    xxxx ..xx xxx xxx <
finance:carried_one               GET  /rullat/SEN/2024/{carried}                            xxxx ..xx xxx xxx <
finance:carried_one               GET  /rullat/KTN/2024/{carried}                            xxxx x-xx x-x xxx <
finance:remove_carried            POST /rullat/SEN/2024/{carried}/ta-bort                    xxxx >>xx xxx xxx <
finance:treatment                 GET  /rullat/SEN/2024/raknas-in                            xxxx ..xx xxx xxx <
finance:treatment                 POST /rullat/KTN/2024/raknas-in                            xxxx x?xx x?x xxx <
finance:comparability             GET  /jamforelse/SEN/2024                                  .... .... xxx xxx <
finance:comparability             GET  /jamforelse/KTN/2024                                  xxxx x.xx x.x xxx <
finance:add_comparability         GET  /jamforelse/SEN/2024/ny                               xxxx ..xx xxx xxx <
finance:comparability_one         GET  /jamforelse/SEN/2024/{item}                           xxxx ..xx xxx xxx <
finance:comparability_one         GET  /jamforelse/KTN/2024/{item}                           xxxx x-xx x-x xxx <
finance:remove_comparability      POST /jamforelse/SEN/2024/{item}/ta-bort                   xxxx >>xx xxx xxx <
finance:needs                     GET  /behov/SEN/2025                                       .... .... xxx xxx <
finance:needs                     GET  /behov/KTN/2025                                       xxxx x.xx x.x xxx <
finance:add_need                  GET  /behov/IT/2025/ny                                     ..x. ..x. xxx xxx <
finance:add_need                  POST /behov/OMR2/2025/ny                                   xx?? ??xx xxx xxx <
finance:need                      GET  /behov/SEN/2025/{need}                                ..x. ..x. xxx xxx <
finance:need                      GET  /behov/KTN/2025/{need}                                xxxx x-xx x-x xxx <
finance:decide_need               GET  /behov/SEN/2025/{need}/beslut                         xxx. ...x xxx xxx <
finance:move_need                 POST /behov/IT/2025/{need}/flytta                          >>x> >>x> xxx xxx <
finance:move_need                 POST /behov/SEN/2025/{need}/flytta                         xxx> >>xx xxx xxx <
finance:remove_need               POST /behov/SEN/2025/{need}/ta-bort                        >>x> >>x> xxx xxx <
finance:index                     GET  /index/SEN/2024                                       .... .... xxx xxx <
finance:index                     GET  /index/KTN/2024                                       xxxx x.xx x.x xxx <
finance:add_index                 GET  /index/SEN/2024/nytt                                  xxxx ..xx xxx xxx <
finance:index_one                 GET  /index/SEN/2024/{index}                               xxxx ..xx xxx xxx <
finance:index_one                 GET  /index/KTN/2024/{index}                               xxxx x-xx x-x xxx <
finance:remove_index              POST /index/SEN/2024/{index}/ta-bort                       xxxx >>xx xxx xxx <
finance:add_volume                GET  /index/SEN/2024/volym                                 xxxx ..xx xxx xxx <
finance:remove_volume             POST /index/SEN/2024/volym/{line}/ta-bort                  xxxx >>xx xxx xxx <
agreements:agreements             GET  /avtal/SEN/2024                                       .... .... xxx xxx <
agreements:agreements             GET  /avtal/OMR2/2024                                      .... .... xxx xxx <
agreements:agreements             GET  /avtal/KTN/2024                                       xxxx x.xx x.x xxx <
agreements:add                    GET  /avtal/IT/2024/nytt                                   ..x. ..x. xxx xxx <
agreements:add                    POST /avtal/OMR2/2024/nytt                                 xx?? ??xx xxx xxx <
agreements:agreement              GET  /avtal/SEN/2024/{agreement}                           .... .... xxx xxx <
agreements:agreement              GET  /avtal/KTN/2024/{agreement}                           xxxx x-xx x-x xxx <
agreements:change                 GET  /avtal/SEN/2024/{agreement}/andra                     ..x. ..x. xxx xxx <
agreements:review                 GET  /avtal/SEN/2024/{agreement}/genomgang                 ..x. ..x. xxx xxx <
agreements:terminate              POST /avtal/SEN/2024/{agreement}/uppsagning                ??x? ??x? xxx xxx <
agreements:remove                 POST /avtal/SEN/2024/{agreement}/ta-bort                   >>x> >>x> xxx xxx <
# search
search:search                     GET  /sok?q=IT                                                .... .... ... ... <
# reports
reports:start                     GET  /rapport                                                 .... .... ... xxx <
reports:style                     GET  /rapport/stil.css                                        .... .... ... ... .
reports:report                    GET  /rapport/2024-D2                                         xxx! !!!x x!- xxx <
reports:findings                  GET  /rapport/2024-D2/papekanden                              xxx! !!!x x!- xxx <
reports:explain                   POST /rapport/2024-D2/papekanden/forklara                     xxx! !!!x x!- xxx <
reports:take_back                 POST /rapport/2024-D2/papekanden/ta-bort                      xxx> >>>x x>- xxx <
reports:panel                     GET  /granskning/D1/2024-D2                                   .... .... x.- xxx <
reports:check                     GET  /granska                                                 .... .... ... ... <
# administration
organisation:start                GET  /administration                                         .... .... ... ... <
organisation:units                GET  /administration/organisation                            .... .... ... .xx <
organisation:substitutes          GET  /administration/vikarier                                xxx. ..xx x.x .xx <
organisation:people               GET  /administration/personer                                xxxx xxxx xxx .xx <
organisation:people               GET  /administration/personer?namnd=KTN                      xxxx xxxx xxx xxx <
organisation:new_person           GET  /administration/personer/ny                             xxxx xxxx xxx .xx <
organisation:new_person           POST /administration/personer/ny                             xxxx xxxx xxx ?xx <
organisation:new_role             GET  /administration/personer/ny-roll                        xxxx xxxx xxx .xx <
organisation:new_role             POST /administration/personer/ny-roll                        xxxx xxxx xxx ?xx <
organisation:end_role             GET  /administration/personer/roll/{grant}/avsluta           xxxx xxxx xxx .xx <
organisation:end_role             GET  /administration/personer/roll/{foreign}/avsluta         xxxx xxxx xxx -xx <
organisation:log                  GET  /administration/logg                                    xxx. ..xx x.x .xx <
organisation:log                  GET  /administration/logg?namnd=KTN                          xxxx x.xx x.x xxx <
organisation:looks                GET  /administration/utseende                                xxxx xxxx xxx x.x <
organisation:looks                POST /administration/utseende                                xxxx xxxx xxx x?x <
organisation:remove_logo          POST /administration/utseende/ta-bort                        xxxx xxxx xxx x>x <
organisation:workbook             GET  /administration/start                                   xxxx ..xx x.x .xx <
organisation:workbook_template    GET  /administration/start/mall.xlsx                         xxxx ..xx x.x .xx <
organisation:workbook_preview     POST /administration/start/granska                           xxxx ??xx x?x ?xx <
organisation:workbook_store       POST /administration/start/spara                             xxxx >>xx x>x >xx <
organisation:workbook_undo        POST /administration/start/angra                             xxxx >>xx x>x >xx <
organisation:earlier              GET  /administration/tidigare-kommentarer                    xxx. ..x. x.x xxx <
organisation:earlier_preview      POST /administration/tidigare-kommentarer/granska            xxx? ??x? x?x xxx <
organisation:earlier_store        POST /administration/tidigare-kommentarer/spara              xxx> >>x> x>x xxx <
organisation:earlier_undo         POST /administration/tidigare-kommentarer/angra              xxx> >>x> x>x xxx <
# the frame and sign-in
start                             GET  /                                                        >>>> >>>> >>> >>> <
help                              GET  /hjalp                                                   .... .... ... ... .
accessibility                     GET  /tillganglighet                                          .... .... ... ... .
privacy                           GET  /personuppgifter                                         .... .... ... ... .
settings                          GET  /installningar                                           .... .... ... ... <
language                          POST /sprak                                                   >>>> >>>> >>> >>> >
renew                             POST /fortsatt                                                .... .... ... ... <
switch                            GET  /byt?till=/plan/2024/SEN                                >>>> >>>> >>> >>> <
switch                            GET  /byt?till=//exempel.se/                                 ---- ---- --- --- <
logo                              GET  /logotyp                                                ---- ---- --- --- -
style                             GET  /stil                                                    xxxx xxxx xxx x.x <
account_login                     GET  /konto/logga-in                                          >>>> >>>> >>> >>> .
account_logout                    GET  /konto/logga-ut                                          .... .... ... ... >
account_inactive                  GET  /konto/avstangt                                          .... .... ... ... .
account_signup                    GET  /konto/nytt-konto                                        >>>> >>>> >>> >>> .
account_reauthenticate            GET  /konto/bekrafta                                          xxxx xxxx xxx xxx <
account_change_password           GET  /konto/losenord                                          >>>> >>>> >>> >>> <
account_set_password              GET  /konto/losenord/valj                                     .... .... ... ... <
account_reset_password            GET  /konto/losenord/glomt                                    .... .... ... ... .
account_reset_password_done       GET  /konto/losenord/glomt/skickat                            .... .... ... ... .
account_reset_password_from_key   GET  /konto/losenord/nytt/x-y/                                .... .... ... ... .
account_reset_password_from_key_done GET  /konto/losenord/bytt                                     .... .... ... ... .
mfa_index                         GET  /konto/engangskoder                                      .... .... ... ... <
mfa_authenticate                  GET  /konto/engangskoder/logga-in                             >>>> >>>> >>> >>> <
mfa_reauthenticate                GET  /konto/engangskoder/bekrafta                             xxxx xxxx xxx xxx <
mfa_activate_totp                 GET  /konto/engangskoder/sla-pa                               .... .... ... ... <
mfa_deactivate_totp               GET  /konto/engangskoder/stang-av                             ---- ---- --- --- <
mfa_view_recovery_codes           GET  /konto/engangskoder/reservkoder                          ---- ---- --- --- <
mfa_generate_recovery_codes       GET  /konto/engangskoder/reservkoder/nya                      .... .... ... ... <
mfa_download_recovery_codes       GET  /konto/engangskoder/reservkoder/fil                      ---- ---- --- --- <
"""
ANSWERS = {
    200: ".",
    204: ".",
    302: ">",
    400: "b",
    401: "<",
    403: "x",
    404: "-",
    405: "m",
    409: "!",
    422: "?",
    500: "E",
}
ROWS = [line.split(maxsplit=3) for line in TABLE.strip().splitlines() if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def built(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The municipality, built once: what a row changes is rolled back."""
    cache.clear()
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(timezone, "now", lambda: NOW)
        yield municipality()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def filled_in(built: Site, django_db_blocker: DjangoDbBlocker) -> dict[str, object]:
    """What the addresses are filled in with, looked up once."""
    with django_db_blocker.unblock():
        return known(built)


@pytest.fixture(scope="module")
def sessions(built: Site, django_db_blocker: DjangoDbBlocker) -> dict[str, str]:
    """The key of each one's session, signed in once: to do it for every row took a fifth of the time."""
    keys = {}
    with django_db_blocker.unblock():
        for who in CAST:
            if who != "out":
                client = Client()
                client.force_login(built.people[who])
                keys[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


@pytest.fixture
def site(built: Site, db: None) -> Site:
    """The municipality, for one row."""
    return built


def municipality() -> Site:
    """Something marked as done, handed over, asked and appointed."""
    made = build()
    with_books(made)
    Contribution.objects.filter(pk=made.contribution("UTV").pk).update(
        state=State.SUBMITTED, markdown="Klart.", version=1
    )
    Contribution.objects.filter(pk=made.contribution("OMR2", "OMR2").pk).update(
        state=State.SUBMITTED, markdown="Klart.", version=1
    )
    Remark.objects.create(contribution=made.contribution("IT"), text="Fråga", by=made.people["bo"], at=NOW)
    HandOver.objects.create(
        authority=made.authorities["SEN"], recipient=made.authorities["REV"], round=made.round, title="Delår 2",
        hash="0", by=made.people["bo"], at=NOW, content={"parts": []},
    )  # fmt: skip
    edition = Edition.objects.create(
        authority=made.authorities["SEN"], round=made.before, number=1, as_of=NOW, facts="{}", hash="0", template="",
        document="{}", summoned_on=NOW.date(),
    )  # fmt: skip
    HandOver.objects.create(
        authority=made.authorities["SEN"], recipient=made.authorities["REV"], round=made.before, title="Delår 1",
        edition=edition, hash="0", by=made.people["bo"], at=NOW,
    )  # fmt: skip
    _planned(made)
    _measured(made)
    _beside_the_ledger(made)
    Substitute.objects.create(
        authority=made.authorities["SEN"], person=made.people["anna"], substitute=made.people["kim"],
        starts_on=NOW.date(), ends_on=NOW.date(),
    )  # fmt: skip
    return made


def _planned(made: Site) -> None:
    """An assignment, an activity and a decided plan."""
    sen = made.authorities["SEN"]
    Assignment.objects.create(
        authority=sen, code="U1", name="Se över lokalerna", given_by=made.units["SEN"], decided_on=NOW.date(),
        responsible=made.units["IT"], state=AssignmentState.ONGOING, position=0,
    )  # fmt: skip
    Activity.objects.create(
        unit=made.units["IT"], goal=Goal.objects.get(authority=sen, code="D1"), name="Byta servrar", year=2024,
        position=0,
    )  # fmt: skip
    for code, who in (("SEN", "bo"), ("KTN", "cecilia")):
        Fetch.objects.create(
            authority=made.authorities[code], municipality="0180", first_year=2020, last_year=2023,
            by=made.people[who], at=NOW, changed_at=NOW,
        )  # fmt: skip
        LedgerUpload.objects.create(
            authority=made.authorities[code], name="huvudbok.csv", sha256="0", size=0, by=who, at=NOW,
            scenario="utfall", part=f"{code}-huvudbok", state="läst",
        )  # fmt: skip
    Indicator.objects.create(
        authority=made.authorities["KTN"], code="I1", name="Besök", measure="besok", unit_of_measure="antal",
        decimals=0, kind="statistik", direction="högre är bättre", scope=made.units["KTN"], position=0,
    )  # fmt: skip
    PlanVersion.objects.create(
        authority=sen, year=2024, number=1, decided_on=NOW.date(), decision="§ 1", chain=[], at=NOW
    )


def _beside_the_ledger(made: Site) -> None:
    """One of each thing that stands beside the ledger, of Anna's unit, and an index of the whole."""
    head = {"authority": made.authorities["SEN"], "name": "Ett", "position": 0}
    unit = made.units["IT"]
    Investment.objects.create(
        **head, code="INV1", measure="investering.inv1", investment_class="nämndbeslutad", unit=unit, accounts=["12"],
    )  # fmt: skip
    CarriedOver.objects.create(
        **head, code="RU1", unit=unit, origin_year=2023, year=2024, amount=-100, decided_by="KF"
    )
    ComparabilityItem.objects.create(**head, code="JP1", unit=unit, accounts=["38"])
    IndexAssumption.objects.create(**head, code="IX1", year=2024, measure="personal", percent="2.5")
    VolumeLine.objects.create(**head, code="PV1", unit=unit, cost="personal", volume="portioner")
    Need.objects.create(
        **head,
        code="BP1",
        unit=unit,
        year=2025,
        kind="medel",
        amount=100,
        recurrence="engångs",
        decision="föreslaget",
    )
    Agreement.objects.create(
        **head, code="AV1", kind="årsöverenskommelse", unit=unit, party=made.units["KTN"], state="gäller"
    )


def _measured(made: Site) -> None:
    """A released measure of Anna's unit, one that only its circle sees, and one of another authority."""
    for number, (authority, unit, released) in enumerate(
        (("SEN", "IT", True), ("SEN", "IT", False), ("KTN", "KUL", True))
    ):
        row = Measure.objects.create(
            authority=made.authorities[authority], code=f"ATG-{number}", name=f"Åtgärd {number}", unit=made.units[unit],
            released=released, position=number,
        )  # fmt: skip
        if not released:
            row.circle.add(made.people["fatima"], made.people["siv"])


@pytest.mark.parametrize(
    ("name", "method", "address", "expected"), ROWS, ids=[" ".join(row[:3]) for row in ROWS]
)
def test_everybody_is_answered_as_the_table_says(
    site: Site, filled_in: dict[str, object], sessions: dict[str, str],
    name: str, method: str, address: str, expected: str,
) -> None:  # fmt: skip
    path = address.format(**filled_in)
    assert resolve(path.partition("?")[0]).view_name == name
    assert dict(zip(CAST, expected.replace(" ", ""), strict=True)) == answers(sessions, method, path)


def test_every_address_is_in_the_table() -> None:
    missing = set(names(get_resolver().url_patterns)) - {row[0] for row in ROWS}
    assert not missing, "add a row for each of these to TABLE"


def answers(sessions: dict[str, str], method: str, path: str) -> dict[str, str]:
    """What each of the cast is answered, each as if she were the first to ask."""
    return {who: _answer(sessions.get(who, ""), method, path) for who in CAST}


def _answer(session: str, method: str, path: str) -> str:
    client = Client(raise_request_exception=False)
    with transaction.atomic():
        if session:
            client.cookies[settings.SESSION_COOKIE_NAME] = session
        answer = client.get(path) if method == "GET" else client.post(path)
        transaction.set_rollback(True)
    login = answer.status_code == 302 and re.match("/konto/(logga-in|bekrafta)", answer["Location"])
    return "<" if login else ANSWERS[answer.status_code]


def known(site: Site) -> dict[str, object]:
    """What the addresses of the table are filled in with."""
    return {
        "it": site.contribution("IT").pk,
        "remark": Remark.objects.get().pk,
        "handed": HandOver.objects.get(round=site.round).pk,
        "substitute": Substitute.objects.get().pk,
        "assignment": Assignment.objects.get().pk,
        "measure": Measure.objects.get(code="ATG-0").pk,
        "proposed": Measure.objects.get(code="ATG-1").pk,
        "their_measure": Measure.objects.get(code="ATG-2").pk,
        "activity": Activity.objects.get().pk,
        "grant": Grant.objects.get(person__username="bo").pk,
        "foreign": Grant.objects.get(person__username="cecilia").pk,
        "indicator": Indicator.objects.get(authority=site.authorities["SEN"]).pk,
        "foreign_indicator": Indicator.objects.get(authority=site.authorities["KTN"]).pk,
        "fetch": Fetch.objects.get(authority=site.authorities["SEN"]).pk,
        "theirs": Fetch.objects.get(authority=site.authorities["KTN"]).pk,
        "sha256": "0" * 64,
        "investment": Investment.objects.get().pk,
        "carried": CarriedOver.objects.get().pk,
        "item": ComparabilityItem.objects.get().pk,
        "index": IndexAssumption.objects.get().pk,
        "line": VolumeLine.objects.get().pk,
        "need": Need.objects.get().pk,
        "agreement": Agreement.objects.get().pk,
        "upload": LedgerUpload.objects.get(authority=site.authorities["SEN"]).pk,
        "their_upload": LedgerUpload.objects.get(authority=site.authorities["KTN"]).pk,
        "goal": Goal.objects.get(authority=site.authorities["SEN"], code="D1").pk,
    }


def names(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[str]:
    """The names of all addresses of the site."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}"
