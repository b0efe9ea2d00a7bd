"""What every table shares: text that sorts alike on both engines, and the columns that travel."""

from typing import Any, ClassVar

from sqlalchemy import BigInteger, FromClause, Index, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, registry

# PostgreSQL sorts by the language of the cluster unless told to sort by code point, as SQLite does.
Words = String().with_variant(String(collation="C"), "postgresql")


class Base(DeclarativeBase):
    """All tables; plain SQLAlchemy, so that the type checker can see the columns."""

    registry = registry(type_annotation_map={str: Words})


def text() -> Mapped[str]:
    """Promise a text column that is empty, never null, when there is nothing."""
    return mapped_column(default="", server_default="")


def listing() -> Mapped[str]:
    """Promise a column with the canonical JSON text of a list."""
    return mapped_column(default="[]", server_default="[]", info={"holds": "list"})


class Synced:
    """The columns of a table that travels. Only sync/apply writes such rows."""

    __tablename__: str
    __table__: ClassVar[FromClause]

    account_id: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(BigInteger, default=0)
    created_at: Mapped[str] = text()
    updated_at: Mapped[str] = text()
    deleted_at: Mapped[str] = text()
    # Fields of a newer client than this server: kept, sent back, never read.
    extra: Mapped[str] = mapped_column(default="{}", server_default="{}")
    # Derived by apply: the written fields as they travel, so that a pull copies text and builds nothing.
    wire: Mapped[str] = mapped_column(default="{}", server_default="{}")

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Any, ...]:
        name = cls.__tablename__
        own = [
            Index(f"ix_{name}_{'_'.join(columns)}", "account_id", *columns)
            for columns in cls.found_by
        ]
        return (Index(f"ix_{name}_revision", "account_id", "revision"), *own)

    # The columns, after the account, by which a store query finds rows.
    found_by: ClassVar[tuple[tuple[str, ...], ...]] = ()
