"""The named facts of the tax clearance: which of its ways is open to a company."""

from collections.abc import Callable

from checklist.company import Company
from checklist.rules.kleene import Fact, all_of, any_of, at, negation
from checklist.vocabulary import CreditGrade, Taxpayer, Tri


def drew_invoices(company: Company) -> Fact:
    """Invoices were drawn or are left, and must be surrendered (发票管理办法 art. 27)."""
    return any_of(at(company, "tax", key) for key in ("invoices_drawn", "invoices_unused"))


def drew_invoices_or_devices(company: Company) -> Fact:
    """Invoices or tax-control devices to surrender, stubs to keep (发票管理办法 art. 27 and 28)."""
    return any_of((drew_invoices(company), at(company, "tax", "control_devices")))


def taxpayer_is(kind: Taxpayer) -> Callable[[Company], Fact]:
    """A general or a small-scale VAT taxpayer (增值税法 art. 8 and 9)."""
    path = ("tax", "taxpayer")

    def answer(company: Company) -> Fact:
        stated = company.tax.taxpayer
        if stated is Taxpayer.UNKNOWN:
            return Fact(Tri.UNKNOWN, path)
        return Fact(Tri.YES if stated is kind else Tri.NO, path)

    return answer


def files_returns(company: Company) -> Fact:
    """Returns fall due each period, also at zero (征管法 art. 25, 实施细则 art. 32).

    Only who never dealt with the bureau has no taxes assigned to return: it is cleared on its
    licence alone (税总发〔2019〕64号 item 1). Unanswered counts as yes, the stricter reading.
    """
    path = ("tax", "ever_filed")
    never = company.tax.ever_filed is Tri.NO
    return Fact(Tri.NO if never else Tri.YES, path)


def _nothing_open(company: Company) -> Fact:
    """No tax, surcharge or fine owed, no inspection open, not an abnormal household."""
    keys = ("arrears", "open_inspection", "abnormal_household")
    return all_of(negation(at(company, "tax", key)) for key in keys)


def clearance_immediate(company: Company) -> Fact:
    """Clearance on the spot: never dealt with the bureau, or no invoices and nothing owed.

    税总发〔2018〕149号 item 1 and 税总发〔2019〕64号 item 1.
    """
    never_drew = negation(drew_invoices(company))
    return any_of(
        (
            negation(at(company, "tax", "ever_filed")),
            all_of((never_drew, _nothing_open(company))),
        )
    )


def clearance_exempt(company: Company) -> Fact:
    """No clearance certificate is needed on the simple route.

    The same two cases as on the spot (税总发〔2018〕149号 item 1, 国市监注发〔2021〕45号). The
    third, all surrendered and paid at the time of the query, shows only after the work is done.
    """
    return clearance_immediate(company)


def clearance_commitment(company: Company) -> Fact:
    """Clearance on a commitment although papers are missing (税总发〔2018〕149号 item 2).

    Nothing owed, no inspection, and one of the listed classes: grade A or B; grade M only with a
    grade A parent, small-scale only below the VAT threshold, which nobody is asked here.
    """
    path = ("tax", "credit_grade")
    grade = company.tax.credit_grade
    if grade in (CreditGrade.A, CreditGrade.B):
        listed_class = Fact(Tri.YES, path)
    elif grade in (CreditGrade.C, CreditGrade.D) and company.tax.taxpayer is Taxpayer.GENERAL:
        listed_class = Fact(Tri.NO, path)
    else:
        listed_class = Fact(Tri.UNKNOWN, path)
    return all_of((listed_class, _nothing_open(company)))
